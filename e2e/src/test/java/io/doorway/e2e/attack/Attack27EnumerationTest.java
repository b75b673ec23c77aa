package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.clients.browser.BrowserResponse;
import io.doorway.clients.browser.HeadlessBrowser;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.PhoneMessages;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.TestPlatform;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 27,
        name = "Enumeration: a difference between refusals shows whether something exists",
        control =
                "What does not exist and what belongs to another actor get one answer: the same status, headers and bytes, "
                        + "after the same time",
        where = "libs/login `RefusalProblems`, `AuthenticateBrowser`; libs/web `Problem.challengeNotFound`")
class Attack27EnumerationTest {

    private static final int SAMPLES = 400;
    private static final double MAX_MEDIAN_RATIO = 1.5;
    private static final int ROUNDS = 4;

    private static HeadlessBrowser otherBrowser;
    private static HeadlessPhone otherPhone;

    @BeforeAll
    static void startOtherLogin() {
        otherBrowser = Shop.PLAIN.begin().browser();
        otherPhone = TestPlatform.person("Other").headlessPhone();
    }

    @ParameterizedTest
    @MethodSource
    void aForeignChallengeIsRefusedLikeAnUnknownOne(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aForeignChallengeIsRefusedLikeAnUnknownOne() {
        return Stream.of("created", "scanned", "approved", "consumed", "rejected", "cancelled")
                .flatMap(state -> {
                    Victim victim = Victim.at(state);
                    return Stream.of(
                                    same("frames", victim, id -> browser("GET", "/challenges/" + id + "/frames")),
                                    same("cancel", victim, id -> browser("DELETE", "/challenges/" + id)),
                                    same("poll", victim, id -> browser("GET", "/login/" + id + "/events")),
                                    same("more time", victim, id -> browser("POST", "/login/" + id + "/more-time")),
                                    same("complete", victim, id -> browser("POST", "/login/" + id + "/complete")))
                            .map(attempt -> attempt.leavingUnchanged(victim::state, state)
                                    .named(state));
                });
    }

    @ParameterizedTest
    @MethodSource
    void aPhoneReceivesTheSameAnswer(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aPhoneReceivesTheSameAnswer() {
        return Stream.of("created", "scanned", "approved", "consumed", "rejected", "cancelled")
                .flatMap(state -> {
                    Victim victim = Victim.at(state);
                    String transcript = "{}";
                    return Stream.of(
                                    same(
                                            "approve",
                                            victim,
                                            id -> post(
                                                    ProtocolCalls.approvePath(id),
                                                    otherPhone.signedMessage(
                                                            PhoneMessages.APPROVAL, Map.of("transcript", transcript)))),
                                    same(
                                            "outcome",
                                            victim,
                                            id -> post(
                                                    "/approvals/" + id + "/outcome",
                                                    otherPhone.signedMessage(
                                                            PhoneMessages.OUTCOME, Map.of("challenge_id", id)))),
                                    same(
                                            "reject",
                                            victim,
                                            id -> post(
                                                    "/approvals/" + id + "/reject",
                                                    otherPhone.signedMessage(
                                                            PhoneMessages.REJECTION,
                                                            Map.of("transcript", transcript, "reason", "not_me")))))
                            .map(attempt -> attempt.leavingUnchanged(victim::state, state)
                                    .named(state));
                });
    }

    @Test
    void unknownAndForeignChallengesTakeEquallyLong() {
        Victim victim = Victim.at("scanned");
        double ratio = 0;
        for (int round = 0; round < ROUNDS; round++) {
            ratio = ratio(victim.challenge());
            if (ratio < MAX_MEDIAN_RATIO) {
                return;
            }
        }
        throw new AssertionError("the medians differ by " + ratio + " in each of " + ROUNDS + " rounds");
    }

    /** The ratio of the medians. The two calls alternate, so that other load affects both. */
    private static double ratio(String foreign) {
        long[] unknownTimes = new long[SAMPLES];
        long[] foreignTimes = new long[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            unknownTimes[i] = nanos(TestPlatform.UNKNOWN_ID);
            foreignTimes[i] = nanos(foreign);
        }
        Arrays.sort(unknownTimes);
        Arrays.sort(foreignTimes);
        double a = unknownTimes[SAMPLES / 2];
        double b = foreignTimes[SAMPLES / 2];
        return Math.max(a, b) / Math.min(a, b);
    }

    private static long nanos(String id) {
        Map<String, String> proof =
                Map.of("DPoP", otherBrowser.proof("GET", "/login/" + id + "/events"), "Accept", "application/json");
        long start = System.nanoTime();
        assertThat(otherBrowser.send("GET", "/login/" + id + "/events", proof).status())
                .isEqualTo(404);
        return System.nanoTime() - start;
    }

    private static AttackCase same(String name, Victim victim, UnaryOperator<String> call) {
        return AttackCase.asserting(
                name,
                () -> assertThat(call.apply(victim.challenge()))
                        .startsWith("404")
                        .isEqualTo(call.apply(TestPlatform.UNKNOWN_ID)));
    }

    /** The whole response except the Date header. */
    private static String browser(String method, String path) {
        BrowserResponse answer = otherBrowser.sendWithProof(method, path, Map.of("Accept", "application/json"));
        Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
        headers.remove("date");
        return answer.status() + "\n" + headers + "\n" + answer.body();
    }

    private static String post(String path, String message) {
        var answer = otherPhone.api().post(path, message);
        return answer.status() + "\n" + answer.body();
    }
}
