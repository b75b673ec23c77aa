package io.doorway.protocol.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A code was redeemed a second time, and what the first redemption gave was revoked. The fields are described in {@code
 * CodeReplayed.json}.
 */
public record CodeReplayed(
        String eventId,
        Instant at,
        String sessionId,
        String challengeId,
        String client,
        String account,
        String source,
        @Nullable String traceparent)
        implements SessionEvent {}
