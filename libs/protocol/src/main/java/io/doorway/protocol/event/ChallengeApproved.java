package io.doorway.protocol.event;

import io.doorway.protocol.challenge.Approved;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.challenge.Check;
import io.doorway.protocol.challenge.RiskSignal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The person agreed, by signature. The fields are described in {@code ChallengeApproved.json}. */
public record ChallengeApproved(
        ChallengeId challengeId,
        long version,
        Instant at,
        String client,
        String credential,
        String account,
        String transcriptHash,
        String acr,
        List<String> amr,
        List<RiskSignal> risk,
        Check check,
        Instant deadline,
        @Nullable String traceparent)
        implements ChallengeEvent {

    public static ChallengeApproved of(Approved approved) {
        return new ChallengeApproved(
                approved.id(),
                approved.version(),
                approved.approval().at(),
                approved.asked().relyingParty().id(),
                approved.scan().credential(),
                approved.scan().account(),
                approved.approval().transcriptHash(),
                approved.approval().acr(),
                approved.approval().amr(),
                approved.scan().judgement().risk(),
                approved.check(),
                approved.deadline(),
                approved.asked().traceparent());
    }
}
