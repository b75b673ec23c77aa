package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.e2e.support.TestPlatform;
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
        name = "Approve after reject, expiry or cancel: every transition in every state that does not allow it",
        control = "A transition is a method of the states that allow it; terminal states have none",
        where = "libs/protocol `Challenge` and its states, `StateMachineTest`; the expired state: row 08")
class Attack09ApproveAfterTerminalStateTest {

    private static final String CLOSED = "409 challenge-closed";
    private static final String WRONG_STATE = "409 wrong-state";
    private static final String UNKNOWN = "404 challenge-not-found";

    /** A phone of an account without any relation to the victim. */
    private static HeadlessPhone othersPhone;

    /** The refusal of each call in each state. A call is absent if the state allows it or repeats the earlier answer. */
    private static final Map<String, Map<String, String>> REFUSALS = Map.of(
            "created", Map.of("approve", UNKNOWN, "reject", UNKNOWN, "complete", WRONG_STATE),
            "scanned", Map.of("complete", WRONG_STATE, "frames", CLOSED),
            "approved", Map.of("scan", CLOSED, "frames", CLOSED),
            "consumed", Map.of("scan", CLOSED, "reject", CLOSED, "frames", CLOSED, "cancel", CLOSED),
            "rejected",
                    Map.of(
                            "scan",
                            CLOSED,
                            "approve",
                            CLOSED,
                            "complete",
                            WRONG_STATE,
                            "frames",
                            CLOSED,
                            "cancel",
                            CLOSED),
            "cancelled",
                    Map.of(
                            "scan",
                            CLOSED,
                            "approve",
                            UNKNOWN,
                            "reject",
                            UNKNOWN,
                            "complete",
                            "410 cancelled",
                            "frames",
                            CLOSED));

    @BeforeAll
    static void enrolOtherPhone() {
        othersPhone = TestPlatform.person("Other").headlessPhone();
    }

    @ParameterizedTest
    @MethodSource
    void aCallThatTheStateDoesNotAllow(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aCallThatTheStateDoesNotAllow() {
        return REFUSALS.entrySet().stream()
                .flatMap(state -> state.getValue().entrySet().stream().map(call -> {
                    Victim victim = Victim.at(state.getKey());
                    String[] refusal = call.getValue().split(" ");
                    return AttackCase.of(call.getKey(), () -> call(victim, call.getKey()))
                            .refused(Integer.parseInt(refusal[0]), refusal[1])
                            .leavingUnchanged(victim::state, state.getKey())
                            .named(state.getKey());
                }));
    }

    @ParameterizedTest
    @MethodSource
    void anotherPhoneDoesNotReceiveTheState(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    /** The victim's second phone, and the phone of another account. */
    static Stream<Named<AttackCase>> anotherPhoneDoesNotReceiveTheState() {
        return Stream.of("scanned", "approved", "consumed", "rejected").flatMap(state -> {
            Victim victim = Victim.at(state);
            String id = victim.challenge();
            String transcript = victim.scanned().transcript();
            return Stream.of(
                            Map.entry("the second phone", victim.person().headlessPhone()),
                            Map.entry("a phone of another account", othersPhone))
                    .flatMap(phone -> Stream.of(
                            AttackCase.of(
                                    phone.getKey() + " scans",
                                    () -> ProtocolCalls.scan(phone.getValue(), victim.frame())),
                            AttackCase.of(
                                    phone.getKey() + " approves",
                                    () -> ProtocolCalls.approve(phone.getValue(), id, transcript)),
                            AttackCase.of(
                                    phone.getKey() + " rejects",
                                    () -> ProtocolCalls.reject(phone.getValue(), id, transcript))))
                    .map(call -> call.refused(404, "challenge-not-found")
                            .leavingUnchanged(victim::state, state)
                            .named(state));
        });
    }

    @Test
    void everyOpenStateCanBeCancelled() {
        for (String state : List.of("created", "scanned", "approved")) {
            Victim victim = Victim.at(state);

            victim.login().browser().cancel(victim.challenge());

            assertThat(victim.state()).isEqualTo("cancelled");
        }
    }

    private static ObservedResponse call(Victim victim, String call) {
        String id = victim.challenge();
        String transcript = victim.scanned().transcript();
        return switch (call) {
            case "scan" -> ProtocolCalls.scan(victim.phone(), victim.frame());
            case "approve" -> ProtocolCalls.approve(victim.phone(), id, transcript);
            case "reject" -> ProtocolCalls.reject(victim.phone(), id, transcript);
            case "complete" ->
                ProtocolCalls.browserCall(victim.login().browser(), "POST", ProtocolCalls.completePath(id));
            case "frames" ->
                ProtocolCalls.browserCall(victim.login().browser(), "GET", "/challenges/" + id + "/frames");
            case "cancel" -> ProtocolCalls.browserCall(victim.login().browser(), "DELETE", "/challenges/" + id);
            default -> throw new IllegalArgumentException(call);
        };
    }
}
