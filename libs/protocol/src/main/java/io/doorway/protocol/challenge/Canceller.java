package io.doorway.protocol.challenge;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Who cancelled. */
public enum Canceller {
    /** The person, on the waiting page. */
    BROWSER,
    /** The page, which replaced the challenge by a newer one. */
    RENEWAL,
    /** The third wrong code. */
    WRONG_CODE,
    /** A newer login of the same account: one is decided at a time. */
    NEWER,
    /** The device that had claimed it was revoked. */
    REVOKED;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
