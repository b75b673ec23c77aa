package io.doorway.protocol.event;

import io.doorway.protocol.challenge.Cancelled;
import io.doorway.protocol.challenge.Canceller;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.challenge.Open;
import io.doorway.protocol.challenge.Scan;
import io.doorway.protocol.challenge.StateName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** It was ended early. The fields are described in {@code ChallengeCancelled.json}. */
public record ChallengeCancelled(
        ChallengeId challengeId,
        long version,
        Instant at,
        String client,
        String clientName,
        StateName from,
        Canceller by,
        @Nullable String credential,
        @Nullable String account,
        @Nullable String traceparent)
        implements ChallengeEvent {

    public static ChallengeCancelled of(Open before, Cancelled cancelled) {
        Scan claim = before.claim();
        return new ChallengeCancelled(
                cancelled.id(),
                cancelled.version(),
                cancelled.at(),
                cancelled.asked().relyingParty().id(),
                cancelled.asked().relyingParty().name(),
                before.name(),
                cancelled.by(),
                claim == null ? null : claim.credential(),
                claim == null ? null : claim.account(),
                cancelled.asked().traceparent());
    }
}
