package io.doorway.protocol.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A browser into which a code was typed is asked for none from now on. The fields are described in {@code BrowserRemembered.json}. */
public record BrowserRemembered(
        String eventId,
        Instant at,
        String browser,
        String account,
        String browserAgent,
        String challengeId,
        Instant expiresAt,
        @Nullable String traceparent)
        implements BrowserEvent {}
