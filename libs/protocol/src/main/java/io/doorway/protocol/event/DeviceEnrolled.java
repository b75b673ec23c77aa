package io.doorway.protocol.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A device was enrolled for an account. The fields are described in {@code DeviceEnrolled.json}. */
public record DeviceEnrolled(
        String eventId,
        Instant at,
        String credential,
        String account,
        String deviceName,
        @Nullable String traceparent) implements DeviceEvent {}
