package io.doorway.protocol.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A device registered a passkey, with which it verifies its person. The fields are described in {@code PasskeyRegistered.json}. */
public record PasskeyRegistered(
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
