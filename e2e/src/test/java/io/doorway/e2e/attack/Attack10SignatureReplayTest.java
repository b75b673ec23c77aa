package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.e2e.support.Shop;
import io.doorway.testkit.phone.PhoneMessages;
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
                "The signature is over the canonical transcript, which the server computes again from its own record and compares byte by byte",
        where = "libs/protocol `Transcript`, approval-service `ApproveChallenge`, `RejectChallenge`")
class Attack10SignatureReplayTest {

    private static Victim victim;

    @BeforeAll
    static void aLoginIsScanned() {
        victim = Victim.at("scanned");
    }

    @ParameterizedTest
    @MethodSource
    void aTranscriptWithOneChange(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<Attempt>> aTranscriptWithOneChange() {
        return TranscriptChanges.of(victim.scanned()).entrySet().stream()
                .flatMap(change -> Stream.of(
                                Attempt.of(
                                        "approve",
                                        () -> Moves.approve(victim.phone(), victim.challenge(), change.getValue())),
                                Attempt.of(
                                        "reject",
                                        () -> Moves.reject(victim.phone(), victim.challenge(), change.getValue())))
                        .map(move -> move.refused(400, "wrong-transcript")
                                .leaving(victim::state, "scanned")
                                .named(change.getKey())));
    }

    @ParameterizedTest
    @MethodSource
    void anApprovalOfAnotherLogin(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<Attempt>> anApprovalOfAnotherLogin() {
        return Stream.of("scanned", "approved", "consumed").flatMap(state -> {
            Victim other = Victim.at(state);
            String approval = other.phone()
                    .message(
                            PhoneMessages.APPROVAL,
                            Map.of("transcript", other.scanned().transcript()));
            String own = victim.phone()
                    .message(
                            PhoneMessages.APPROVAL,
                            Map.of("transcript", other.scanned().transcript()));
            return Stream.of(
                            Attempt.of(
                                            "its message",
                                            () -> Moves.post(
                                                    other.phone(), Moves.approval(victim.challenge()), approval))
                                    .refused(404, "challenge-not-found"),
                            Attempt.of(
                                            "its transcript",
                                            () -> Moves.post(victim.phone(), Moves.approval(victim.challenge()), own))
                                    .refused(400, "wrong-transcript"))
                    .map(attempt -> attempt.leaving(victim::state, "scanned").named("of one that is " + state));
        });
    }

    @Test
    void theTranscriptAsItCameIsApproved() {
        Victim honest = Victim.at("scanned", Shop.PLAIN);

        assertThat(Moves.approve(
                                honest.phone(),
                                honest.challenge(),
                                honest.scanned().transcript())
                        .status())
                .isEqualTo(200);
    }
}
