package io.doorway.edge.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What every event has that no challenge's version identifies.
 *
 * @param id the event's own, 128 random bits: a consumer drops what it has seen
 * @param at when it happened, by the clock of the service that tells it
 * @param traceparent the W3C trace context that it happened in, or null if there was none
 */
public record Stamp(String id, Instant at, @Nullable String traceparent) {}
