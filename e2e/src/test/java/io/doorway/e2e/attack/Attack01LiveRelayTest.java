package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.clients.browser.HeadlessBrowser;
import io.doorway.clients.browser.LoginPageMessages.ClientHintsBody;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.PhoneResponse;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.TestPlatform;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 1,
        name = "Live relay: the attacker's QR code is shown to a victim, who approves it",
        control =
                "A confirmation code on the victim's phone that the attacker's browser does not see, typed within 60 s, or "
                        + "until ten minutes after the start if the page asks for more time, three tries; on one device a nonce in the link that returns to the browser. A person who types the code for the "
                        + "attacker, or approves where none is required, is not protected",
        where = "approval-service `ApproveChallenge`; session-service `ConsumeApproval`, `CompletionRequest`")
class Attack01LiveRelayTest {

    /** A login of the attacker that the victim has approved. The code or nonce is on the victim's phone. */
    private record RelayedLogin(Shop.Login attacker, PhoneResponse approval) {

        static RelayedLogin now() {
            return now(ClientHintsBody.NONE);
        }

        static RelayedLogin now(ClientHintsBody hints) {
            Shop.Login login = Shop.ALWAYS_CODE.begin(hints);
            HeadlessPhone victim = TestPlatform.person("Victim").headlessPhone();
            return new RelayedLogin(login, victim.approve(victim.scan(login::qr)));
        }

        ObservedResponse complete(String body) {
            return complete(attacker.browser(), body);
        }

        ObservedResponse complete(HeadlessBrowser browser, String body) {
            return ObservedResponse.of(
                    browser.sendWithProof("POST", ProtocolCalls.completePath(attacker.challenge()), Map.of(), body));
        }

        String code() {
            return approval.text("code");
        }

        String wrongCode() {
            return Shop.wrongCode(code());
        }
    }

    private static final ClientHintsBody SAME_DEVICE = ClientHintsBody.NONE.onSameDevice();

    @ParameterizedTest
    @MethodSource
    void completionWithoutTheCode(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> completionWithoutTheCode() {
        return Stream.of(
                        refused("no body", null, "409 code-required"),
                        refused("an empty object", "{}", "409 code-required"),
                        refused("code null", "{\"code\":null}", "409 code-required"),
                        refused(
                                "a return nonce instead",
                                "{\"return_nonce\":\"AAAAAAAAAAAAAAAAAAAAAA\"}",
                                "409 code-required"))
                .map(attempt -> attempt.named("approved"));
    }

    @ParameterizedTest
    @MethodSource
    void malformedCode(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    /** A malformed code does not count as a try. */
    static Stream<Named<AttackCase>> malformedCode() {
        return List.of(
                        "\"\"",
                        "\"1\"",
                        "\"12345\"",
                        "\"1234567\"",
                        "\"12345a\"",
                        "\" 12345\"",
                        "\"12 345\"",
                        "\"-12345\"",
                        "\"0x1234\"",
                        "\"\u0661\u0662\u0663\u0664\u0665\u0666\"",
                        "\"\uff11\uff12\uff13\uff14\uff15\uff16\"",
                        "\"123456\\n\"",
                        "\"*\"",
                        "\"......\"",
                        "123456",
                        "true",
                        "{}",
                        "[]",
                        "[\"123456\"]")
                .stream()
                .map(code -> refused("code " + code, "{\"code\":" + code + "}", "400 invalid-request")
                        .named());
    }

    @ParameterizedTest
    @MethodSource
    void malformedBody(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> malformedBody() {
        return List.of(
                        "[]",
                        "null1",
                        "\"123456\"",
                        "{\"code\":\"123456\",\"more\":1}",
                        "{\"code\":\"123456\",\"code\":\"123456\"}",
                        "{\"code\":\"123456\",\"return_nonce\":\"AAAAAAAAAAAAAAAAAAAAAA\"}",
                        "{\"Code\":\"123456\"}")
                .stream()
                .map(body -> refused(body, body, "400 invalid-request").named());
    }

    @ParameterizedTest
    @MethodSource
    void wrongCode(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> wrongCode() {
        return Stream.of(
                AttackCase.of("once", () -> {
                            RelayedLogin login = RelayedLogin.now();
                            return login.complete(typed(login.wrongCode()));
                        })
                        .refused(403, "wrong-code")
                        .named(),
                AttackCase.of("the third time", () -> thirdWrongCode(RelayedLogin.now()))
                        .refused(410, "cancelled")
                        .named(),
                AttackCase.of("the right code, after three wrong codes", () -> {
                            RelayedLogin login = RelayedLogin.now();
                            thirdWrongCode(login);
                            return login.complete(typed(login.code()));
                        })
                        .refused(410, "cancelled")
                        .named(),
                AttackCase.of("the code of another login", () -> {
                            RelayedLogin login = RelayedLogin.now();
                            String others = RelayedLogin.now().code();
                            return login.complete(typed(others.equals(login.code()) ? login.wrongCode() : others));
                        })
                        .refused(403, "wrong-code")
                        .named(),
                AttackCase.of("the right code in another browser", () -> {
                            RelayedLogin login = RelayedLogin.now();
                            return login.complete(Shop.ALWAYS_CODE.begin().browser(), typed(login.code()));
                        })
                        .refused(404, "challenge-not-found")
                        .named(),
                AttackCase.of("before the approval", () -> {
                            Shop.Login login = Shop.ALWAYS_CODE.begin();
                            return new RelayedLogin(login, new PhoneResponse(200, null, "")).complete(typed("123456"));
                        })
                        .refused(409, "wrong-state")
                        .named());
    }

    @ParameterizedTest
    @MethodSource
    void sameDeviceCompletionWithoutTheNonce(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    /** The attacker's page claims to be on the phone. The return link opens in the victim's browser. */
    static Stream<Named<AttackCase>> sameDeviceCompletionWithoutTheNonce() {
        return Stream.of(
                sameDevice("nothing", login -> login.complete(null), "409 return-required"),
                sameDevice("a code", login -> login.complete(typed("123456")), "409 return-required"),
                sameDevice(
                        "another nonce",
                        login -> login.complete("{\"return_nonce\":\"AAAAAAAAAAAAAAAAAAAAAA\"}"),
                        "409 return-required"),
                sameDevice(
                        "another login's nonce",
                        login -> login.complete(returned(RelayedLogin.now(SAME_DEVICE))),
                        "409 return-required"),
                sameDevice("no nonce", login -> login.complete("{\"return_nonce\":\"x\"}"), "400 invalid-request"),
                sameDevice(
                        "the nonce, in the victim's browser",
                        login -> login.complete(Shop.ALWAYS_CODE.begin().browser(), returned(login)),
                        "404 challenge-not-found"));
    }

    @Test
    void theRightCodeInTheBoundBrowserCompletesTheLogin() {
        RelayedLogin honest = RelayedLogin.now();
        honest.complete(typed(honest.wrongCode()));

        URI back =
                honest.attacker().browser().completeWithCode(honest.attacker().challenge(), honest.code());

        assertThat(back.toString()).startsWith(Shop.ALWAYS_CODE.redirectUri()).contains("code=");
    }

    @Test
    void theReturnNonceInTheBoundBrowserCompletesTheLogin() {
        RelayedLogin honest = RelayedLogin.now(SAME_DEVICE);

        assertThat(honest.complete(returned(honest)).status()).isEqualTo(200);
    }

    private static AttackCase refused(String name, String body, String refusal) {
        String[] expected = refusal.split(" ");
        RelayedLogin[] login = new RelayedLogin[1];
        return AttackCase.of(name, () -> {
                    login[0] = RelayedLogin.now();
                    return login[0].complete(body);
                })
                .refused(Integer.parseInt(expected[0]), expected[1])
                .leavingUnchanged(() -> login[0].attacker().state(), "approved");
    }

    private interface Completion {
        ObservedResponse of(RelayedLogin login);
    }

    private static Named<AttackCase> sameDevice(String name, Completion completion, String refusal) {
        String[] expected = refusal.split(" ");
        RelayedLogin[] login = new RelayedLogin[1];
        return AttackCase.of(name, () -> {
                    login[0] = RelayedLogin.now(SAME_DEVICE);
                    return completion.of(login[0]);
                })
                .refused(Integer.parseInt(expected[0]), expected[1])
                .leavingUnchanged(() -> login[0].attacker().state(), "approved")
                .named();
    }

    private static ObservedResponse thirdWrongCode(RelayedLogin login) {
        login.complete(typed(login.wrongCode()));
        login.complete(typed(login.wrongCode()));
        return login.complete(typed(login.wrongCode()));
    }

    private static String typed(String code) {
        return "{\"code\":\"" + code + "\"}";
    }

    private static String returned(RelayedLogin login) {
        URI back = URI.create(login.approval().text("return_to"));
        return "{\"return_nonce\":\"" + back.getRawFragment() + "\"}";
    }
}
