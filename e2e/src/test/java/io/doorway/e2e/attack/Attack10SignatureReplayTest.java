package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.clients.phone.PhoneMessages;
import io.doorway.e2e.support.Shop;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 10,
        name = "Signature replay on another challenge: a genuine approval for another login, or of another transcript",
        control =
                "The signature is over the canonical transcript, which the server computes again from its own record and "
                        + "compares byte by byte",
        where = "libs/protocol `Transcript`, approval-service `ApproveChallenge`, `RejectChallenge`")
class Attack10SignatureReplayTest {

    private static Victim victim;

    @BeforeAll
    static void startLogin() {
        victim = Victim.at("scanned");
    }

    @ParameterizedTest
    @MethodSource
    void aTranscriptWithOneChange(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aTranscriptWithOneChange() {
        return TranscriptMutations.of(victim.scanned()).entrySet().stream()
                .flatMap(change -> Stream.of(
                                AttackCase.of(
                                        "approve",
                                        () -> ProtocolCalls.approve(
                                                victim.phone(), victim.challenge(), change.getValue())),
                                AttackCase.of(
                                        "reject",
                                        () -> ProtocolCalls.reject(
                                                victim.phone(), victim.challenge(), change.getValue())))
                        .map(call -> call.refused(400, refusal(change.getValue()))
                                .leavingUnchanged(victim::state, "scanned")
                                .named(change.getKey())));
    }

    /** No member of a message has a NUL. */
    private static String refusal(String transcript) {
        return transcript.contains("\0") ? "malformed-message" : "wrong-transcript";
    }

    @ParameterizedTest
    @MethodSource
    void anApprovalOfAnotherLogin(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> anApprovalOfAnotherLogin() {
        return Stream.of("scanned", "approved", "consumed").flatMap(state -> {
            Victim other = Victim.at(state);
            String approval = other.phone()
                    .signedMessage(
                            PhoneMessages.APPROVAL,
                            Map.of("transcript", other.scanned().transcript()));
            String replayed = victim.phone()
                    .signedMessage(
                            PhoneMessages.APPROVAL,
                            Map.of("transcript", other.scanned().transcript()));
            return Stream.of(
                            AttackCase.of(
                                            "the other login's message",
                                            () -> ProtocolCalls.post(
                                                    other.phone(),
                                                    ProtocolCalls.approvePath(victim.challenge()),
                                                    approval))
                                    .refused(404, "challenge-not-found"),
                            AttackCase.of(
                                            "the other login's transcript",
                                            () -> ProtocolCalls.post(
                                                    victim.phone(),
                                                    ProtocolCalls.approvePath(victim.challenge()),
                                                    replayed))
                                    .refused(400, "wrong-transcript"))
                    .map(attempt ->
                            attempt.leavingUnchanged(victim::state, "scanned").named("of a login that is " + state));
        });
    }

    @Test
    void theUnchangedTranscriptIsApproved() {
        Victim honest = Victim.at("scanned", Shop.PLAIN);

        assertThat(ProtocolCalls.approve(
                                honest.phone(),
                                honest.challenge(),
                                honest.scanned().transcript())
                        .status())
                .isEqualTo(200);
    }
}
