package io.doorway.protocol.challenge;

import com.fasterxml.jackson.annotation.JsonValue;

/** What a login asks for beyond the approval itself. */
public enum Check {
    NONE("none"),
    /** The person types six digits, which the phone shows after the approval, into the browser. */
    TYPED_CODE("typed-code"),
    /** The phone leads back into the browser that asked, with a nonce in the link. */
    RETURN("return"),
    /** The phone adds a WebAuthn assertion over the transcript. */
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
