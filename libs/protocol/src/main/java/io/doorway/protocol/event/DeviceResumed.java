package io.doorway.protocol.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The account of the device was resumed, and so the device. The fields are described in {@code DeviceResumed.json}. */
public record DeviceResumed(
        String eventId,
        Instant at,
        String credential,
        String account,

        @Nullable String traceparent) implements DeviceEvent {}
