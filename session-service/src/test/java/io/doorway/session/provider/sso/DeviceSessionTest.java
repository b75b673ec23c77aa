package io.doorway.session.provider.sso;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import io.doorway.clients.browser.BrowserResponse;
import io.doorway.clients.jws.JwsSigner;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.session.support.ProviderTest;
import io.doorway.session.support.TestBrowser;
import io.doorway.session.support.TestDevice;
import io.doorway.session.support.TestRelyingParty;
import io.doorway.web.hardening.HostCookie;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A browser with Device Bound Session Credentials binds the session of its login to its device. */
@QuarkusTest
class DeviceSessionTest extends ProviderTest {

    private TestRelyingParty shop;
    private TestRelyingParty library;
    private ChallengeId login;
    private BrowserResponse completion;
    private TestDevice device;

    @BeforeEach
    void logIn() {
        shop = TestRelyingParty.shop(issuer.uri());
        library = TestRelyingParty.library(issuer.uri());
        login = approved(shop);
        completion = browser.complete(login);
        device = new TestDevice(browser);
    }

    @Test
    void theBrowserProvesItsDeviceAndIsLoggedInWithoutThePhone() {
        device.bind(completion);

        assertThat(continued(browser)).isEqualTo(200);
    }

    @Test
    void theInstructionsNameTheCallThatWaitsForTheProof() {
        JsonObject instructions =
                new JsonObject(device.bindWith(device.proofOfNewKey(TestDevice.registrationChallenge(completion)))
                        .body());

        assertThat(instructions.getString("refresh_url")).isEqualTo("/login/device-session/refresh");
        assertThat(instructions.getJsonObject("scope")).isEqualTo(new JsonObject("""
                {"origin": "%s", "include_site": false, "scope_specification": [
                    {"type": "exclude", "domain": "*", "path": "/"},
                    {"type": "include", "domain": "*", "path": "/login/single-sign-on"}]}""".formatted(issuer.uri())));
        assertThat(instructions.getJsonArray("credentials").getJsonObject(0)).isEqualTo(new JsonObject("""
                {"type": "cookie", "name": "__Host-doorway-device",
                 "attributes": "Path=/; Secure; HttpOnly; SameSite=Lax"}"""));
    }

    /** The browser compares them, and proves its device for each request if they differ. */
    @Test
    void theCookieHasTheAttributesOfTheInstructions() {
        BrowserResponse bound = device.bindWith(device.proofOfNewKey(TestDevice.registrationChallenge(completion)));

        String cookie = bound.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie.split(";\\s*")).contains(HostCookie.ATTRIBUTES.split("; "));
    }

    @Test
    void theCookieAndTheKeyOfThePageAreWorthNothingOnAnotherDevice() {
        device.bind(completion);

        browser.browser().useCookie(DeviceBinding.COOKIE, null);

        assertThat(continued(browser)).isEqualTo(403);
    }

    @Test
    void theCookieOfAnotherSessionIsWorthNothing() {
        device.bind(completion);
        TestBrowser other = new TestBrowser(issuer.uri());
        BrowserResponse otherLogin = other.complete(challenges.approved(
                challenges.read(
                        TestBrowser.ticketIn(other.open(shop.request().build().toURI()))),
                other,
                account));
        BrowserResponse bound = new TestDevice(other)
                .bindWith(new TestDevice(other).proofOfNewKey(TestDevice.registrationChallenge(otherLogin)));
        String cookie = bound.headers().firstValue("Set-Cookie").orElseThrow();

        browser.browser().useCookie(DeviceBinding.COOKIE, cookie.replaceAll("^[^=]+=|;.*", ""));

        assertThat(continued(browser)).isEqualTo(403);
    }

    @Test
    void aNewProofGivesANewCookie() {
        String session = device.bind(completion);
        browser.browser().useCookie(DeviceBinding.COOKIE, null);

        BrowserResponse proven = device.proveWith(session, device.proof(device.challenge(session)));

        assertThat(proven.status()).isEqualTo(200);
        assertThat(new JsonObject(proven.body()).getString("session_identifier"))
                .isEqualTo(session);
        assertThat(continued(browser)).isEqualTo(200);
    }

    @Test
    void structuredFieldsMayBeQuoted() {
        String session = device.bind(completion);

        BrowserResponse proven =
                device.proveWith("\"" + session + "\"", "\"" + device.proof(device.challenge(session)) + "\"");

        assertThat(proven.status()).isEqualTo(200);
    }

    @Test
    void theSameKeyIsBoundAgainAndAnotherOneIsNot() {
        String session = device.bind(completion);
        String challenge = TestDevice.registrationChallenge(completion);

        assertThat(device.bindWith(device.proofOfNewKey(challenge)).status()).isEqualTo(200);
        TestDevice another = new TestDevice(browser);
        assertThat(another.bindWith(another.proofOfNewKey(challenge)).status()).isEqualTo(401);
        assertThat(another.proveWith(session, another.proof(device.challenge(session)))
                        .status())
                .isEqualTo(401);
        assertThat(device.proveWith(session, device.proof(device.challenge(session)))
                        .status())
                .isEqualTo(200);
    }

    /** The answer to the first completion was lost, so that the browser has bound nothing. */
    @Test
    void aRepeatedCompletionIsBound() {
        device.bind(browser.complete(login));

        assertThat(continued(browser)).isEqualTo(200);
    }

    /** Who has copied the cookies and the key of the page can repeat the completion. */
    @Test
    void aRepeatedCompletionDoesNotReleaseTheSessionFromItsDevice() {
        String session = device.bind(completion);
        String proven = browser.browser().cookie(DeviceBinding.COOKIE);
        browser.browser().useCookie(DeviceBinding.COOKIE, null);

        BrowserResponse repeated = browser.complete(login);

        assertThat(continued(browser)).as("without the device").isEqualTo(403);
        TestDevice another = new TestDevice(browser);
        String challenge = TestDevice.registrationChallenge(repeated);
        assertThat(another.bindWith(another.proofOfNewKey(challenge)).status()).isEqualTo(401);
        browser.browser().useCookie(DeviceBinding.COOKIE, proven);
        assertThat(continued(browser)).as("with what the device has proven").isEqualTo(200);
        assertThat(device.proveWith(session, device.proof(device.challenge(session)))
                        .status())
                .isEqualTo(200);
    }

    /** A refusal would end the binding. The browser may have kept the challenge since the last time, or have been slow. */
    @Test
    void anOldChallengeIsAnsweredWithANewOne() {
        String session = device.bind(completion);

        BrowserResponse old = device.proveWith(session, device.proof("an old challenge"));

        assertThat(old.status()).isEqualTo(403);
        assertThat(old.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(device.proveWith(session, device.proof(TestDevice.challenge(old)))
                        .status())
                .isEqualTo(200);
    }

    static Stream<Arguments> proofsThatAreNone() {
        return Stream.of(
                proof("no proof", (device, challenge) -> null),
                proof("no JWT", (device, challenge) -> "x"),
                proof("no key", TestDevice::proof),
                proof(
                        "the key of another device",
                        (device, challenge) -> device.proof(
                                challenge,
                                header -> header.jwk(JwsSigner.newKey().toPublicJWK()))),
                proof("another challenge", (device, challenge) -> device.proofOfNewKey(challenge + "x")),
                proof("no challenge", (device, challenge) -> device.proofOfNewKey("")),
                proof(
                        "another type",
                        (device, challenge) -> device.proof(
                                challenge,
                                header -> header.type(JOSEObjectType.JWT)
                                        .jwk(device.key().toPublicJWK()))),
                proof("a cut signature", (device, challenge) -> {
                    String whole = device.proofOfNewKey(challenge);
                    return whole.substring(0, whole.length() - 4);
                }),
                proof(
                        "too long",
                        (device, challenge) -> device.proof(
                                challenge,
                                header -> header.keyID("x".repeat(2_000))
                                        .jwk(device.key().toPublicJWK()))));
    }

    private interface Proof {
        String of(TestDevice device, String challenge);
    }

    private static Arguments proof(String name, Proof proof) {
        return Arguments.of(name, proof);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("proofsThatAreNone")
    void aSessionIsNotBoundBy(String name, Proof proof) {
        BrowserResponse answer = device.bindWith(proof.of(device, TestDevice.registrationChallenge(completion)));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).contains("invalid-proof");
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(continued(browser))
                .as("by the key of the page, as without a device")
                .isEqualTo(200);
    }

    @Test
    void theChallengeOfAnotherSessionIsRefused() {
        TestBrowser other = new TestBrowser(issuer.uri());
        ChallengeId otherLogin = challenges.approved(
                challenges.read(
                        TestBrowser.ticketIn(other.open(shop.request().build().toURI()))),
                other,
                account);
        String challenge = TestDevice.registrationChallenge(other.complete(otherLogin));

        assertThat(device.bindWith(device.proofOfNewKey(challenge)).status()).isEqualTo(401);
    }

    /** A browser that forgets a session which it cannot prove any more calls again only after the next login. */
    @Test
    void aSessionThatIsNotThatOfTheCookieIsRefusedAlike() {
        String session = device.bind(completion);
        BrowserResponse another = device.proveWith(session + "x", null);
        browser.browser().useCookie(SessionCookie.NAME, "A".repeat(43));
        BrowserResponse unknown = device.proveWith(session, null);
        browser.browser().useCookie(SessionCookie.NAME, null);
        BrowserResponse none = device.proveWith(session, null);

        assertThat(Stream.of(another, unknown, none).map(BrowserResponse::status))
                .containsOnly(401);
        assertThat(another.body()).isEqualTo(unknown.body()).isEqualTo(none.body());
        assertThat(Stream.of(another, unknown, none))
                .allSatisfy(answer -> assertThat(answer.headers().map()).doesNotContainKey("Secure-Session-Challenge"));
    }

    @Test
    void aSessionThatIsBoundToNoDeviceHasNothingToProve() {
        assertThat(device.proveWith("x", null).status()).isEqualTo(401);
    }

    @Test
    void afterALogoutNothingIsProven() {
        String session = device.bind(completion);
        String challenge = device.challenge(session);
        String cookie = browser.browser().cookie(SessionCookie.NAME);
        browser.postForm(
                issuer.at("/oauth2/logout/confirmed"),
                "client_id=shop",
                Map.of("Origin", issuer.uri().toString()));
        browser.browser().useCookie(SessionCookie.NAME, cookie);

        assertThat(device.proveWith(session, device.proof(challenge)).status()).isEqualTo(401);
    }

    @Test
    void aLoginWithoutSingleSignOnIsBoundToNothing() {
        BrowserResponse answer = browser.complete(approved(bank));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Secure-Session-Registration")).isEmpty();
    }

    private int continued(TestBrowser by) {
        return by.continueSession(
                        TestBrowser.ticketIn(by.open(library.request().build().toURI())))
                .status();
    }
}
