package io.doorway.protocol.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person said of a login that it was not theirs, and its session was ended. The fields are described in {@code
 * LoginDisowned.json}.
 */
public record LoginDisowned(
        String eventId,
        Instant at,
        String sessionId,
        String challengeId,
        String client,
        String account,
        String credential,
        String source,
        @Nullable String traceparent)
        implements SessionEvent {}
