package io.doorway.protocol.challenge;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** When a relying party has the browser prove that it is in front of the person who approved. */
public enum CheckPolicy {
    /** Never: an approval is enough. */
    NEVER,
    /** For a browser that the account has not used before. */
    UNKNOWN,
    /** For every login. */
    ALWAYS;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
