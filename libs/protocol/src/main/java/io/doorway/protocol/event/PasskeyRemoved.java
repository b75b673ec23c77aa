package io.doorway.protocol.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A device gave up a passkey. The fields are described in {@code PasskeyRemoved.json}. */
public record PasskeyRemoved(
        String eventId,
        Instant at,
        String passkey,
        String credential,
        String account,
        @Nullable String traceparent) implements DeviceEvent {

    /** The passkey's: on a compacted topic its last event must not take the place of its device's. */
    @Override
    public String key() {
        return passkey;
    }
}
