package io.doorway.protocol.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A browser is asked for a code again. The fields are described in {@code BrowserForgotten.json}. */
public record BrowserForgotten(
        String eventId,
        Instant at,
        String browser,
        String account,
        String credential,
        @Nullable String traceparent) implements BrowserEvent {}
