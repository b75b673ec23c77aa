package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.clients.browser.BrowserResponse;
import io.doorway.clients.browser.HeadlessBrowser;
import io.doorway.clients.browser.LoginPageMessages.IssuedChallenge;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.e2e.support.IssuerHttp;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.TestPlatform;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 66,
        name =
                "Device codes: a code of a device is guessed, stolen, typed for a person, or used by another client or for"
                        + " more than a login",
        control =
                "A person types the code into a form with their browser's token; the first browser keeps it; the phone's six"
                        + " digits are always required; the tokens are those of the client that asked. A person who types an attacker's"
                        + " code, approves and types the digits is not protected",
        where = "session-service `DeviceAuthorizationResource`, `VerificationResource`, `DeviceAuthorizations`,"
                + " `DeviceCodeGrantHandler`")
class Attack66DeviceCodeTest {

    private static final String CLIENT = "television";
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";
    private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([^\"]+)\"");
    private static final Map<String, String> FORM = Map.of("Content-Type", "application/x-www-form-urlencoded");

    @ParameterizedTest
    @MethodSource
    void anAuthorizationThatNoDeviceMayHave(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> anAuthorizationThatNoDeviceMayHave() {
        return Stream.of(
                AttackCase.of("a client without the grant", () -> authorize(Shop.PLAIN.credentials(), Map.of()))
                        .refused(400, "unauthorized_client")
                        .named(),
                device("an unknown client", Map.of("client_id", "nobody"), 401, "invalid_client"),
                device("a payment", Map.of("action", "payment"), 400, "invalid_request"),
                device("a payment in detail", Map.of("authorization_details", "[]"), 400, "invalid_request"),
                device("no OpenID Connect", Map.of("scope", "profile"), 400, "invalid_scope"),
                device("more than is registered", Map.of("scope", "openid offline_access"), 400, "invalid_scope"));
    }

    private static Named<AttackCase> device(String name, Map<String, String> changed, int status, String error) {
        Map<String, String> parameters = new HashMap<>(Map.of("client_id", CLIENT, "scope", "openid"));
        parameters.putAll(changed);
        return AttackCase.of(name, () -> authorize(Map.of(), parameters))
                .refused(status, error)
                .named();
    }

    @ParameterizedTest
    @MethodSource
    void aCodeThatIsNotTheDevices(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aCodeThatIsNotTheDevices() {
        BrowserResponse device = authorized();
        String genuine = IssuerHttp.member(device, "device_code");
        Map<String, String> guesses = Map.of(
                "an unknown id",
                TestPlatform.UNKNOWN_ID,
                "two unknown parts",
                TestPlatform.UNKNOWN_ID + "." + TestPlatform.UNKNOWN_ID,
                "cut off",
                genuine.substring(0, genuine.length() - 1),
                "longer",
                genuine + "A",
                "its id alone",
                genuine.split("\\.")[0],
                "the code that a person types",
                userCode(device),
                "reversed",
                new StringBuilder(genuine).reverse().toString());
        return Stream.concat(
                guesses.entrySet().stream()
                        .map(guess -> AttackCase.of(guess.getKey(), () -> poll(guess.getValue()))
                                .refused(400, "invalid_grant")
                                .named()),
                Stream.of(AttackCase.of(
                                "by another client",
                                () -> ObservedResponse.of(IssuerHttp.form(
                                        "/oauth2/token",
                                        Shop.PLAIN.credentials(),
                                        Map.of("grant_type", GRANT, "device_code", genuine))))
                        .refused(400, "unauthorized_client")
                        .named()));
    }

    @ParameterizedTest
    @MethodSource
    void aCodeThatNobodyTyped(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aCodeThatNobodyTyped() {
        Stream<Named<AttackCase>> guesses = Stream.of("", "ABCD", "AAAA-AAAA", "BCDF-GHJK", "0000-0000", "%00")
                .map(code -> AttackCase.asserting("guess '" + code + "'", () -> {
                            BrowserResponse page = typed(TestPlatform.browser(), code);
                            assertThat(page.status()).isEqualTo(400);
                            assertThat(page.body()).contains("This code is not valid");
                        })
                        .named());
        Stream<Named<AttackCase>> forms = Stream.of("token=guess&", "token=&", "")
                .map(token -> AttackCase.asserting("form of another page with '" + token + "'", () -> {
                            BrowserResponse device = authorized();
                            HeadlessBrowser victim = TestPlatform.browser();
                            victim.send("GET", "/oauth2/device", Map.of());
                            BrowserResponse answer = victim.send(
                                    "POST", "/oauth2/device", FORM, token + "user_code=" + userCode(device));
                            assertThat(location(answer).getPath()).isEqualTo("/oauth2/device");
                            assertThat(poll(IssuerHttp.member(device, "device_code"))
                                            .summary())
                                    .isEqualTo("400 authorization_pending");
                        })
                        .named());
        return Stream.concat(guesses, forms);
    }

    @ParameterizedTest
    @MethodSource
    void anotherBrowserThanTheOneItWasTypedInto(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> anotherBrowserThanTheOneItWasTypedInto() {
        return Stream.of(
                AttackCase.asserting("types it again", () -> {
                            BrowserResponse device = authorized();
                            typed(TestPlatform.browser(), userCode(device));
                            assertThat(typed(TestPlatform.browser(), userCode(device))
                                            .status())
                                    .isEqualTo(400);
                        })
                        .named(),
                AttackCase.asserting("brings the response of its own login", () -> {
                            Login login = Login.begin();
                            URI response = login.complete();
                            BrowserResponse answer = TestPlatform.browser().sendGet(response);
                            assertThat(answer.status()).isEqualTo(400);
                            assertThat(poll(login.deviceCode()).summary()).isEqualTo("400 authorization_pending");
                        })
                        .named());
    }

    @ParameterizedTest
    @MethodSource
    void aLoginWithoutTheDigits(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aLoginWithoutTheDigits() {
        return List.of("{}", "{\"code\": \"\"}").stream()
                .map(body -> AttackCase.of("completion with " + body, () -> {
                            Login login = Login.begin();
                            login.approve();
                            return ObservedResponse.of(login.browser()
                                    .sendWithProof(
                                            "POST", HeadlessBrowser.completionPath(login.challenge()), Map.of(), body));
                        })
                        .refused(body.equals("{}") ? 409 : 400, body.equals("{}") ? "code-required" : "invalid-request")
                        .named());
    }

    @Test
    void aCodeThatThePersonTypesLogsTheDeviceInOnce() {
        Login login = Login.begin();

        assertThat(login.browser().sendGet(login.complete()).body()).contains("Continue on your device");
        assertThat(IssuerHttp.form("/oauth2/token", Map.of(), polling(login.deviceCode()))
                        .body())
                .contains("id_token");
        ObservedResponse again = poll(login.deviceCode());
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.body()).doesNotContain("id_token");
    }

    /** A login in the browser that a device's code was typed into. */
    private record Login(String deviceCode, HeadlessBrowser browser, String challenge) {

        static Login begin() {
            BrowserResponse device = authorized();
            HeadlessBrowser browser = TestPlatform.browser();
            URI login = location(typed(browser, userCode(device)));
            IssuedChallenge challenge = browser.start(browser.open(login));
            return new Login(IssuerHttp.member(device, "device_code"), browser, challenge.challengeId());
        }

        /** The six digits that the phone shows. */
        String approve() {
            HeadlessPhone phone = TestPlatform.person("Viewer").headlessPhone();
            return phone.approve(
                            phone.scan(() -> browser.frames(challenge).current().content()))
                    .code();
        }

        URI complete() {
            return browser.completeWithCode(challenge, approve());
        }
    }

    private static BrowserResponse authorized() {
        return IssuerHttp.form(
                "/oauth2/device-authorization", Map.of(), Map.of("client_id", CLIENT, "scope", "openid profile"));
    }

    private static ObservedResponse authorize(Map<String, String> headers, Map<String, String> parameters) {
        return ObservedResponse.of(IssuerHttp.form("/oauth2/device-authorization", headers, parameters));
    }

    private static String userCode(BrowserResponse device) {
        return IssuerHttp.member(device, "user_code");
    }

    private static BrowserResponse typed(HeadlessBrowser browser, String code) {
        Matcher token =
                TOKEN.matcher(browser.send("GET", "/oauth2/device", Map.of()).body());
        assertThat(token.find()).isTrue();
        return browser.send("POST", "/oauth2/device", FORM, "token=" + token.group(1) + "&user_code=" + code);
    }

    private static URI location(BrowserResponse response) {
        return URI.create(response.headers()
                .firstValue("Location")
                .orElseThrow(() -> new AssertionError(response.status() + " " + response.body())));
    }

    private static Map<String, String> polling(String deviceCode) {
        return Map.of("grant_type", GRANT, "client_id", CLIENT, "device_code", deviceCode);
    }

    private static ObservedResponse poll(String deviceCode) {
        return ObservedResponse.of(IssuerHttp.form("/oauth2/token", Map.of(), polling(deviceCode)));
    }
}
