package io.doorway.protocol.event;

import io.doorway.protocol.challenge.Canceller;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.challenge.StateName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Someone gave up before the end. The fields are described in {@code ChallengeCancelled.json}. */
public record ChallengeCancelled(
        ChallengeId challengeId,
        long version,
        Instant at,
        String client,
        StateName from,
        Canceller by,
        @Nullable String traceparent)
        implements ChallengeEvent {}
