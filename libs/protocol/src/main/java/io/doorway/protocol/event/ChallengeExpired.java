package io.doorway.protocol.event;

import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.challenge.StateName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A deadline passed. The fields are described in {@code ChallengeExpired.json}. */
public record ChallengeExpired(
        ChallengeId challengeId,
        long version,
        Instant at,
        String client,
        StateName from,
        @Nullable String traceparent) implements ChallengeEvent {}
