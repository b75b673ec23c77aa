package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.ECKey;
import io.doorway.clients.browser.BrowserResponse;
import io.doorway.clients.browser.HeadlessBrowser;
import io.doorway.clients.jws.JwsSigner;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.e2e.support.IssuerHttp;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.SingleSignOnShops;
import io.doorway.e2e.support.TestPlatform;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 70,
        name = "Copied session: what a browser keeps on its disk logs in elsewhere, or is bound to another device",
        control =
                "A session needs its cookie and a proof of the page's key; bound to a device, also a cookie of ten minutes that only this device's key renews. The first key stays, also when the completion is repeated. A program that copies the profile and a valid device cookie has up to ten minutes",
        where =
                "session-service `ContinueSession`, `DeviceSessionResource`, `DeviceBinding`, `DeviceProof`, `LoginSessions`")
class Attack70CopiedSessionTest {
    private static final String SESSION = "__Host-doorway-sso";
    private static final String DEVICE = "__Host-doorway-device";
    private static final String BIND = "/login/device-session";
    private static final String REFRESH = BIND + "/refresh";
    private static final String CONTINUE = "/login/single-sign-on";
    private static final Pattern CHALLENGE = Pattern.compile("challenge=\"([^\"]+)\"");
    private static final Pattern NEXT_CHALLENGE = Pattern.compile("^\"([^\"]+)\"");

    private static HeadlessPhone phone;

    @BeforeAll
    static void enrol() {
        phone = TestPlatform.person("Ada").headlessPhone();
    }

    /** A session that is bound to a device, and what registers a device for it. */
    private record Session(HeadlessBrowser browser, String login, String challenge, ECKey key, String id) {

        static Session begin() {
            Shop.Login login = SingleSignOnShops.OFFICE.begin();
            phone.approve(phone.scan(login::frame));
            BrowserResponse completion = completion(login.browser(), login.challenge());
            String challenge = registrationChallenge(completion);
            ECKey key = JwsSigner.newKey();
            BrowserResponse bound = bind(login.browser(), newKeyProof(key, challenge));
            String id = IssuerHttp.member(bound.requireSuccess(), "session_identifier");
            return new Session(login.browser(), login.challenge(), challenge, key, id);
        }

        /** Everything of the browser but its binding cookie, which each browser has for itself, and the device's key. */
        HeadlessBrowser copy() {
            return copyWith(browser.cookie(DEVICE));
        }

        HeadlessBrowser copyWith(@Nullable String deviceCookie) {
            return TestPlatform.browser()
                    .useKey(browser.key())
                    .useCookie(SESSION, browser.cookie(SESSION))
                    .useCookie(DEVICE, deviceCookie);
        }

        /** The profile as it is, without the cookie of the device. */
        HeadlessBrowser profile() {
            return copyWith(null).useBindingCookie(browser.bindingCookie());
        }

        BrowserResponse refreshedWith(@Nullable String proof) {
            Map<String, String> headers = new HashMap<>(Map.of("Sec-Secure-Session-Id", id));
            if (proof != null) {
                headers.put("Secure-Session-Response", proof);
            }
            return copyWith(null).send("POST", REFRESH, headers);
        }

        String nextChallenge() {
            return group(NEXT_CHALLENGE, refreshedWith(null), "Secure-Session-Challenge");
        }

        void end() {
            browser.send(
                    "POST",
                    "/oauth2/logout/confirmed",
                    Map.of(
                            "Origin",
                            TestPlatform.issuer().toString(),
                            "Content-Type",
                            "application/x-www-form-urlencoded"),
                    "client_id=" + SingleSignOnShops.OFFICE.id());
        }
    }

    private static BrowserResponse completion(HeadlessBrowser browser, String login) {
        return browser.sendWithProof("POST", HeadlessBrowser.completionPath(login), Map.of())
                .requireSuccess();
    }

    private static String registrationChallenge(BrowserResponse completion) {
        return group(CHALLENGE, completion, "Secure-Session-Registration");
    }

    private static String group(Pattern pattern, BrowserResponse response, String header) {
        String value = response.headers().firstValue(header).orElseThrow();
        return pattern.matcher(value)
                .results()
                .findFirst()
                .map(found -> found.group(1))
                .orElseThrow();
    }

    private static BrowserResponse bind(HeadlessBrowser browser, String proof) {
        return browser.send("POST", BIND, Map.of("Secure-Session-Response", proof));
    }

    private static BrowserResponse continued(HeadlessBrowser browser) {
        String ticket = browser.open(SingleSignOnShops.TRAVEL.authorization()).ticket();
        return browser.sendWithProof("POST", CONTINUE, Map.of("Authorization", "Bearer " + ticket));
    }

    private static String newKeyProof(ECKey key, String challenge) {
        return proof(key, challenge, header -> header.jwk(key.toPublicJWK()));
    }

    private static String proof(ECKey key, String challenge, UnaryOperator<JWSHeader.Builder> change) {
        JWSHeader.Builder header = new JWSHeader.Builder(JWSAlgorithm.ES256).type(new JOSEObjectType("dbsc+jwt"));
        return JwsSigner.sign(change.apply(header).build(), key, Map.of("jti", challenge));
    }

    @Test
    void theBrowserAndItsDeviceAreLoggedIn() {
        Session session = Session.begin();

        assertThat(continued(session.browser()).status()).isEqualTo(200);
        assertThat(session.refreshedWith(proof(session.key(), session.nextChallenge(), header -> header))
                        .status())
                .isEqualTo(200);
        assertThat(continued(session.browser()).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource
    void aLoginElsewhere(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aLoginElsewhere() {
        return Stream.of(
                phoneNeeded(
                        "the cookies without the key",
                        session -> session.copy().useKey(TestPlatform.browser().key())),
                phoneNeeded(
                        "the key without the cookies",
                        session ->
                                TestPlatform.browser().useKey(session.browser().key())),
                phoneNeeded(
                        "the device's cookie without the session's",
                        session -> session.copy().useCookie(SESSION, null)),
                phoneNeeded("everything but the device's cookie", session -> session.copyWith(null)),
                phoneNeeded("the whole profile but the device's cookie", Session::profile),
                phoneNeeded(
                        "the device's cookie of another session",
                        session -> session.copyWith(Session.begin().browser().cookie(DEVICE))),
                phoneNeeded(
                        "the session's cookie as that of the device",
                        session -> session.copyWith(session.browser().cookie(SESSION))),
                phoneNeeded("a challenge as the device's cookie", session -> session.copyWith(session.challenge())),
                phoneNeeded(
                        "a device's cookie with a later expiry",
                        session -> session.copyWith("9" + session.browser().cookie(DEVICE))),
                phoneNeeded(
                        "a device's cookie without its MAC",
                        session -> session.copyWith(
                                session.browser().cookie(DEVICE).replaceAll("\\..*", "."))),
                phoneNeeded(
                        "a device's cookie without its expiry",
                        session -> session.copyWith(
                                session.browser().cookie(DEVICE).replaceAll("^[0-9]+", ""))),
                phoneNeeded("the profile, after the completion was repeated", session -> {
                    HeadlessBrowser thief = session.profile();
                    completion(thief, session.login());
                    return thief;
                }),
                phoneNeeded("everything, after the session has ended", session -> {
                    HeadlessBrowser copy = session.copy();
                    session.end();
                    return copy;
                }));
    }

    private static Named<AttackCase> phoneNeeded(String name, Function<Session, HeadlessBrowser> copy) {
        return refused(name, 403, "login-required", session -> continued(copy.apply(session)));
    }

    @ParameterizedTest
    @MethodSource
    void anotherDevice(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> anotherDevice() {
        ECKey other = JwsSigner.newKey();
        List<Named<AttackCase>> bound = List.of(
                invalid(
                        "is bound with the same challenge",
                        session -> bind(session.copyWith(null), newKeyProof(other, session.challenge()))),
                invalid("is bound with the challenge of a repeated completion", session -> {
                    HeadlessBrowser thief = session.profile();
                    return bind(thief, newKeyProof(other, registrationChallenge(completion(thief, session.login()))));
                }),
                invalid(
                        "is bound with a challenge for a proof",
                        session -> bind(session.copyWith(null), newKeyProof(other, session.nextChallenge()))));
        List<Named<AttackCase>> proven = List.of(
                invalid(
                        "proves its key",
                        session -> session.refreshedWith(proof(other, session.nextChallenge(), header -> header))),
                invalid(
                        "proves its key, with the key",
                        session -> session.refreshedWith(newKeyProof(other, session.nextChallenge()))),
                invalid(
                        "signs with the name of the session's key",
                        session -> session.refreshedWith(proof(
                                other,
                                session.nextChallenge(),
                                header -> header.jwk(session.key().toPublicJWK())))),
                invalid(
                        "sends a signature of nothing",
                        session -> session.refreshedWith(
                                newKeyProof(other, session.nextChallenge()).replaceAll("[^.]+$", ""))),
                invalid("repeats a proof that was for another session", session -> {
                    Session another = Session.begin();
                    return session.refreshedWith(proof(another.key(), another.nextChallenge(), header -> header));
                }),
                invalid("repeats a proof after the session has ended", session -> {
                    String proof = proof(session.key(), session.nextChallenge(), header -> header);
                    HeadlessBrowser copy = session.copyWith(null);
                    session.end();
                    return copy.send(
                            "POST",
                            REFRESH,
                            Map.of("Sec-Secure-Session-Id", session.id(), "Secure-Session-Response", proof));
                }),
                refused(
                        "repeats a proof of an old challenge",
                        403,
                        "device-proof-required",
                        session -> session.refreshedWith(proof(session.key(), "an old challenge", header -> header))),
                invalid(
                        "sends a proof without the cookie of the session",
                        session -> session.copyWith(null)
                                .useCookie(SESSION, null)
                                .send(
                                        "POST",
                                        REFRESH,
                                        Map.of(
                                                "Sec-Secure-Session-Id",
                                                session.id(),
                                                "Secure-Session-Response",
                                                proof(session.key(), session.nextChallenge(), header -> header)))));
        return Stream.concat(bound.stream(), proven.stream());
    }

    private static Named<AttackCase> invalid(String name, Function<Session, BrowserResponse> use) {
        return refused(name, 401, "invalid-proof", use);
    }

    private static Named<AttackCase> refused(
            String name, int status, String error, Function<Session, BrowserResponse> use) {
        return AttackCase.of(name, () -> {
                    BrowserResponse answer = use.apply(Session.begin());
                    assertThat(answer.headers().allValues("Set-Cookie")).noneMatch(cookie -> cookie.startsWith(DEVICE));
                    return ObservedResponse.of(answer);
                })
                .refused(status, error)
                .named();
    }
}
