package io.doorway.protocol.event;

import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.challenge.RejectReason;
import io.doorway.protocol.challenge.Rejected;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The person refused. The fields are described in {@code ChallengeRejected.json}. */
public record ChallengeRejected(
        ChallengeId challengeId,
        long version,
        Instant at,
        String client,
        String clientName,
        String credential,
        String account,
        RejectReason reason,
        @Nullable String traceparent)
        implements ChallengeEvent {

    public static ChallengeRejected of(Rejected rejected) {
        return new ChallengeRejected(
                rejected.id(),
                rejected.version(),
                rejected.at(),
                rejected.asked().relyingParty().id(),
                rejected.asked().relyingParty().name(),
                rejected.scan().credential(),
                rejected.scan().account(),
                rejected.reason(),
                rejected.asked().traceparent());
    }
}
