package io.doorway.protocol.challenge;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Who cancelled. */
public enum Canceller {
    /** The person, on the waiting page. */
    BROWSER,
    /** The page, which replaced the challenge by a newer one. */
    RENEWAL;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
