package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.e2e.support.Doorway;
import io.doorway.e2e.support.Shop;
import io.doorway.testkit.browser.HeadlessBrowser;
import io.doorway.testkit.browser.PageSays;
import io.doorway.testkit.phone.HeadlessPhone;
import io.doorway.testkit.phone.PhoneAnswer;
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
        name = "Live relay: the attacker's code is shown to a victim, who approves it",
        control =
                "A code on the victim's phone that the attacker's browser does not see, typed within 60 s, three tries; on one device a nonce in"
                        + " the link that leads back. Whoever types the code for the attacker, or approves where none is asked for, is not protected",
        where = "approval-service `ApproveChallenge`; session-service `TakeApproval`, `Presented`")
class Attack01LiveRelayTest {

    /** The victim has approved: the attacker's browser waits, the phone holds what it lacks. */
    private record Relayed(Shop.Login attackers, PhoneAnswer approval) {

        static Relayed now() {
            return now(PageSays.NOTHING);
        }

        static Relayed now(PageSays says) {
            Shop.Login login = Shop.CAREFUL.begin(says);
            HeadlessPhone victims = Doorway.person("Victim").headlessPhone();
            return new Relayed(login, victims.approve(victims.scan(login::qr)));
        }

        Answer complete(String body) {
            return complete(attackers.browser(), body);
        }

        Answer complete(HeadlessBrowser browser, String body) {
            return Answer.of(browser.prove("POST", Moves.completion(attackers.challenge()), Map.of(), body));
        }

        String code() {
            return approval.text("code");
        }

        /** A code that is not the right one. */
        String wrong() {
            return code().equals("000000") ? "000001" : "000000";
        }
    }

    private static final PageSays SAME_DEVICE = PageSays.NOTHING.onThisDevice();

    @ParameterizedTest
    @MethodSource
    void withoutTheCode(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<Attempt>> withoutTheCode() {
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
    void whatIsNoCode(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    /** It costs no try, and wins nothing. */
    static Stream<Named<Attempt>> whatIsNoCode() {
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
    void aBodyThatIsNoAnswer(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<Attempt>> aBodyThatIsNoAnswer() {
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
    void aWrongCode(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<Attempt>> aWrongCode() {
        return Stream.of(
                Attempt.of("once", () -> {
                            Relayed relayed = Relayed.now();
                            return relayed.complete(typed(relayed.wrong()));
                        })
                        .refused(403, "wrong-code")
                        .named(),
                Attempt.of("the third time", () -> thirdTry(Relayed.now()))
                        .refused(410, "cancelled")
                        .named(),
                Attempt.of("the right one, after three wrong ones", () -> {
                            Relayed relayed = Relayed.now();
                            thirdTry(relayed);
                            return relayed.complete(typed(relayed.code()));
                        })
                        .refused(410, "cancelled")
                        .named(),
                Attempt.of("another login's", () -> {
                            Relayed relayed = Relayed.now();
                            String others = Relayed.now().code();
                            return relayed.complete(typed(others.equals(relayed.code()) ? relayed.wrong() : others));
                        })
                        .refused(403, "wrong-code")
                        .named(),
                Attempt.of("the right one in another browser", () -> {
                            Relayed relayed = Relayed.now();
                            return relayed.complete(Shop.CAREFUL.begin().browser(), typed(relayed.code()));
                        })
                        .refused(404, "challenge-not-found")
                        .named(),
                Attempt.of("before the approval", () -> {
                            Shop.Login login = Shop.CAREFUL.begin();
                            return new Relayed(login, new PhoneAnswer(200, null, "")).complete(typed("123456"));
                        })
                        .refused(409, "wrong-state")
                        .named());
    }

    @ParameterizedTest
    @MethodSource
    void onOneDevice(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    /** The page says that it is on the phone; the link that leads back opens on the victim's. */
    static Stream<Named<Attempt>> onOneDevice() {
        return Stream.of(
                sameDevice("nothing", relayed -> relayed.complete(null), "409 return-required"),
                sameDevice("a code", relayed -> relayed.complete(typed("123456")), "409 return-required"),
                sameDevice(
                        "another nonce",
                        relayed -> relayed.complete("{\"return_nonce\":\"AAAAAAAAAAAAAAAAAAAAAA\"}"),
                        "409 return-required"),
                sameDevice(
                        "another login's nonce",
                        relayed -> relayed.complete(returned(Relayed.now(SAME_DEVICE))),
                        "409 return-required"),
                sameDevice("no nonce", relayed -> relayed.complete("{\"return_nonce\":\"x\"}"), "400 invalid-request"),
                sameDevice(
                        "the nonce, in the victim's browser",
                        relayed -> relayed.complete(Shop.CAREFUL.begin().browser(), returned(relayed)),
                        "404 challenge-not-found"));
    }

    @Test
    void theRightCodeInTheRightBrowserIsTaken() {
        Relayed honest = Relayed.now();
        honest.complete(typed(honest.wrong()));

        URI back =
                honest.attackers().browser().completeWithCode(honest.attackers().challenge(), honest.code());

        assertThat(back.toString()).startsWith(Shop.CAREFUL.back()).contains("code=");
    }

    @Test
    void theWayBackInTheRightBrowserIsTaken() {
        Relayed honest = Relayed.now(SAME_DEVICE);

        assertThat(honest.complete(returned(honest)).status()).isEqualTo(200);
    }

    private static Attempt refused(String name, String body, String refusal) {
        String[] words = refusal.split(" ");
        Relayed[] relayed = new Relayed[1];
        return Attempt.of(name, () -> {
                    relayed[0] = Relayed.now();
                    return relayed[0].complete(body);
                })
                .refused(Integer.parseInt(words[0]), words[1])
                .leaving(() -> relayed[0].attackers().state(), "approved");
    }

    private interface Completion {
        Answer of(Relayed relayed);
    }

    private static Named<Attempt> sameDevice(String name, Completion completion, String refusal) {
        String[] words = refusal.split(" ");
        Relayed[] relayed = new Relayed[1];
        return Attempt.of(name, () -> {
                    relayed[0] = Relayed.now(SAME_DEVICE);
                    return completion.of(relayed[0]);
                })
                .refused(Integer.parseInt(words[0]), words[1])
                .leaving(() -> relayed[0].attackers().state(), "approved")
                .named();
    }

    private static Answer thirdTry(Relayed relayed) {
        relayed.complete(typed(relayed.wrong()));
        relayed.complete(typed(relayed.wrong()));
        return relayed.complete(typed(relayed.wrong()));
    }

    private static String typed(String code) {
        return "{\"code\":\"" + code + "\"}";
    }

    private static String returned(Relayed relayed) {
        URI back = URI.create(relayed.approval().text("return_to"));
        return "{\"return_nonce\":\"" + back.getRawFragment() + "\"}";
    }
}
