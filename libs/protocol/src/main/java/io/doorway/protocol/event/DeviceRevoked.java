package io.doorway.protocol.event;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A device may never approve again. The fields are described in {@code DeviceRevoked.json}. */
public record DeviceRevoked(
        String eventId,
        Instant at,
        String credential,
        String account,
        By by,
        @Nullable String traceparent) implements DeviceEvent {

    /** Who revoked. */
    public enum By {
        /** The person, from a device of the same account. */
        PERSON,
        OPERATOR;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
