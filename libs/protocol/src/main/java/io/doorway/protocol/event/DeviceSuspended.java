package io.doorway.protocol.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The account of the device was suspended, and so the device. The fields are described in {@code DeviceSuspended.json}. */
public record DeviceSuspended(
        String eventId,
        Instant at,
        String credential,
        String account,

        @Nullable String traceparent) implements DeviceEvent {}
