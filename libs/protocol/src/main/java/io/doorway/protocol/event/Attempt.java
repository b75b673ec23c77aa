package io.doorway.protocol.event;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What somebody tried. */
public enum Attempt {
    CREATE,
    FRAMES,
    WATCH,
    CANCEL,
    ENROL,
    SCAN,
    APPROVE,
    REJECT,
    CONSUME,
    REDEEM,
    MANAGE_DEVICES,
    MANAGE_BROWSERS,
    MANAGE_PASSKEYS,
    READ_ACTIVITY,
    DISOWN,
    AUTHORIZE,
    PUSH,
    READ_CLAIMS,
    ADMINISTER,
    READ_AUDIT;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
