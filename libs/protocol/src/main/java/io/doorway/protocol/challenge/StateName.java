package io.doorway.protocol.challenge;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The seven states by their names on the wire. */
public enum StateName {
    CREATED,
    SCANNED,
    APPROVED,
    CONSUMED,
    REJECTED,
    CANCELLED,
    EXPIRED;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether nothing leaves the state. */
    public boolean terminal() {
        return switch (this) {
            case CREATED, SCANNED, APPROVED -> false;
            case CONSUMED, REJECTED, CANCELLED, EXPIRED -> true;
        };
    }
}
