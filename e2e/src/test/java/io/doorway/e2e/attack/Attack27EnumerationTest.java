package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.e2e.support.Doorway;
import io.doorway.e2e.support.Shop;
import io.doorway.testkit.browser.BrowserAnswer;
import io.doorway.testkit.browser.HeadlessBrowser;
import io.doorway.testkit.phone.HeadlessPhone;
import io.doorway.testkit.phone.PhoneMessages;
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
        name = "Enumeration: whether something exists is read from how it is refused",
        control =
                "\"Unknown\" and \"not yours\" are one answer: the same status, headers and bytes, and as long on their way",
        where =
                "libs/edge `Problem.challengeNotFound`; approval-service `PhoneProblems`; session-service `AdmitBrowser`")
class Attack27EnumerationTest {

    private static final String NOBODYS = "AAAAAAAAAAAAAAAAAAAAAA";
    private static final int SAMPLES = 400;
    private static final double TOLERATED = 1.5;
    private static final int ROUNDS = 4;

    private static HeadlessBrowser stranger;
    private static HeadlessPhone phone;

    @BeforeAll
    static void aStrangerWithABrowserAndAPhone() {
        stranger = Shop.PLAIN.begin().browser();
        phone = Doorway.person("Stranger").headlessPhone();
    }

    @ParameterizedTest
    @MethodSource
    void anothersIsAnsweredAsNobodys(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<Attempt>> anothersIsAnsweredAsNobodys() {
        return Stream.of("created", "scanned", "approved", "consumed", "rejected", "cancelled")
                .flatMap(state -> {
                    Victim victim = Victim.at(state);
                    return Stream.of(
                                    same("frames", victim, id -> browser("GET", "/challenges/" + id + "/frames")),
                                    same("cancel", victim, id -> browser("DELETE", "/challenges/" + id)),
                                    same("poll", victim, id -> browser("GET", "/login/" + id + "/events")),
                                    same("complete", victim, id -> browser("POST", "/login/" + id + "/complete")))
                            .map(attempt ->
                                    attempt.leaving(victim::state, state).named(state));
                });
    }

    @ParameterizedTest
    @MethodSource
    void aPhoneIsToldTheSame(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<Attempt>> aPhoneIsToldTheSame() {
        return Stream.of("created", "scanned", "approved", "consumed", "rejected")
                .flatMap(state -> {
                    Victim victim = Victim.at(state);
                    String transcript = "{}";
                    return Stream.of(
                                    same(
                                            "approve",
                                            victim,
                                            id -> post(
                                                    Moves.approval(id),
                                                    phone.message(
                                                            PhoneMessages.APPROVAL, Map.of("transcript", transcript)))),
                                    same(
                                            "reject",
                                            victim,
                                            id -> post(
                                                    "/approvals/" + id + "/reject",
                                                    phone.message(
                                                            PhoneMessages.REJECTION,
                                                            Map.of("transcript", transcript, "reason", "not_me")))))
                            .map(attempt ->
                                    attempt.leaving(victim::state, state).named(state));
                });
    }

    @Test
    void theyAreAsLongOnTheirWay() {
        Victim victim = Victim.at("scanned");
        double ratio = 0;
        for (int round = 0; round < ROUNDS; round++) {
            ratio = ratio(victim.challenge());
            if (ratio < TOLERATED) {
                return;
            }
        }
        throw new AssertionError("the medians differ by " + ratio + " in each of " + ROUNDS + " rounds");
    }

    /** The two are asked in turns, so that what else the machine does falls on both. */
    private static double ratio(String anothers) {
        long[] unknown = new long[SAMPLES];
        long[] notYours = new long[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            unknown[i] = nanos(NOBODYS);
            notYours[i] = nanos(anothers);
        }
        Arrays.sort(unknown);
        Arrays.sort(notYours);
        double a = unknown[SAMPLES / 2];
        double b = notYours[SAMPLES / 2];
        return Math.max(a, b) / Math.min(a, b);
    }

    private static long nanos(String id) {
        Map<String, String> proof =
                Map.of("DPoP", stranger.proof("GET", "/login/" + id + "/events"), "Accept", "application/json");
        long start = System.nanoTime();
        assertThat(stranger.send("GET", "/login/" + id + "/events", proof).status())
                .isEqualTo(404);
        return System.nanoTime() - start;
    }

    private static Attempt same(String name, Victim victim, UnaryOperator<String> ask) {
        return Attempt.holding(
                name,
                () -> assertThat(ask.apply(victim.challenge()))
                        .startsWith("404")
                        .isEqualTo(ask.apply(NOBODYS)));
    }

    /** Everything but the second in which it was said. */
    private static String browser(String method, String path) {
        BrowserAnswer answer = stranger.prove(method, path, Map.of("Accept", "application/json"));
        Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
        headers.remove("date");
        return answer.status() + "\n" + headers + "\n" + answer.body();
    }

    private static String post(String path, String message) {
        var answer = phone.line().post(path, message);
        return answer.status() + "\n" + answer.body();
    }
}
