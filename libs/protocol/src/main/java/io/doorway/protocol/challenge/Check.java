package io.doorway.protocol.challenge;

import com.fasterxml.jackson.annotation.JsonValue;

/** What completing the login asks for beyond the approval itself. */
public enum Check {
    NONE("none"),
    TYPED_CODE("typed-code"),
    PASSKEY("passkey");

    private final String wireName;

    Check(String wireName) {
        this.wireName = wireName;
    }

    @JsonValue
    public String wireName() {
        return wireName;
    }
}
