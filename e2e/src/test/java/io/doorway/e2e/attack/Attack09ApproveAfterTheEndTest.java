package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.e2e.support.Doorway;
import io.doorway.testkit.phone.HeadlessPhone;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 9,
        name = "Approve after reject, expiry or cancel: every move in every state that does not allow it",
        control = "A transition is a method of the states that allow it; terminal states have none",
        where = "libs/protocol `Challenge` and its states, `StateMachineTest`; the expired state: row 08")
class Attack09ApproveAfterTheEndTest {

    private static final String CLOSED = "409 challenge-closed";
    private static final String WRONG = "409 wrong-state";
    private static final String UNKNOWN = "404 challenge-not-found";

    /** Nothing of this account has anything to do with the victim. */
    private static HeadlessPhone othersPhone;

    /** How each move is refused in each state; absent where the move is honest, or answered with what was done before. */
    private static final Map<String, Map<String, String>> MATRIX = Map.of(
            "created", Map.of("approve", UNKNOWN, "reject", UNKNOWN, "complete", WRONG),
            "scanned", Map.of("complete", WRONG, "frames", CLOSED),
            "approved", Map.of("scan", CLOSED, "reject", CLOSED, "frames", CLOSED),
            "consumed", Map.of("scan", CLOSED, "reject", CLOSED, "frames", CLOSED, "cancel", CLOSED),
            "rejected",
                    Map.of("scan", CLOSED, "approve", CLOSED, "complete", WRONG, "frames", CLOSED, "cancel", CLOSED),
            "cancelled",
                    Map.of(
                            "scan",
                            CLOSED,
                            "approve",
                            CLOSED,
                            "reject",
                            CLOSED,
                            "complete",
                            "410 cancelled",
                            "frames",
                            CLOSED));

    @BeforeAll
    static void others() {
        othersPhone = Doorway.person("Other").headlessPhone();
    }

    @ParameterizedTest
    @MethodSource
    void aMoveThatItsStateDoesNotAllow(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<Attempt>> aMoveThatItsStateDoesNotAllow() {
        return MATRIX.entrySet().stream()
                .flatMap(state -> state.getValue().entrySet().stream().map(move -> {
                    Victim victim = Victim.at(state.getKey());
                    String[] refusal = move.getValue().split(" ");
                    return Attempt.of(move.getKey(), () -> move(victim, move.getKey()))
                            .refused(Integer.parseInt(refusal[0]), refusal[1])
                            .leaving(victim::state, state.getKey())
                            .named(state.getKey());
                }));
    }

    @ParameterizedTest
    @MethodSource
    void anotherPhoneIsToldOfNoState(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    /** The victim's own second phone, and somebody else's. */
    static Stream<Named<Attempt>> anotherPhoneIsToldOfNoState() {
        return Stream.of("scanned", "approved", "consumed", "rejected").flatMap(state -> {
            Victim victim = Victim.at(state);
            String id = victim.challenge();
            String transcript = victim.scanned().transcript();
            return Stream.of(
                            Map.entry("the second phone", victim.person().headlessPhone()),
                            Map.entry("somebody else's phone", othersPhone))
                    .flatMap(phone -> Stream.of(
                            Attempt.of(phone.getKey() + " scans", () -> Moves.scan(phone.getValue(), victim.frame())),
                            Attempt.of(
                                    phone.getKey() + " approves",
                                    () -> Moves.approve(phone.getValue(), id, transcript)),
                            Attempt.of(
                                    phone.getKey() + " rejects", () -> Moves.reject(phone.getValue(), id, transcript))))
                    .map(move -> move.refused(404, "challenge-not-found")
                            .leaving(victim::state, state)
                            .named(state));
        });
    }

    @Test
    void everyOpenStateGoesOn() {
        for (String state : List.of("created", "scanned", "approved")) {
            Victim victim = Victim.at(state);

            victim.login().browser().cancel(victim.challenge());

            assertThat(victim.state()).isEqualTo("cancelled");
        }
    }

    private static Answer move(Victim victim, String move) {
        String id = victim.challenge();
        String transcript = victim.scanned().transcript();
        return switch (move) {
            case "scan" -> Moves.scan(victim.phone(), victim.frame());
            case "approve" -> Moves.approve(victim.phone(), id, transcript);
            case "reject" -> Moves.reject(victim.phone(), id, transcript);
            case "complete" -> Moves.ask(victim.login().browser(), "POST", Moves.completion(id));
            case "frames" -> Moves.ask(victim.login().browser(), "GET", "/challenges/" + id + "/frames");
            case "cancel" -> Moves.ask(victim.login().browser(), "DELETE", "/challenges/" + id);
            default -> throw new IllegalArgumentException(move);
        };
    }
}
