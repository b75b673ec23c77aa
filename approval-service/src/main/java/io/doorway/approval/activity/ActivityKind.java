package io.doorway.approval.activity;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What happened. */
public enum ActivityKind {
    /** A browser was logged in. */
    LOGIN,
    /** The person refused. */
    REJECTED,
    /** A code was typed wrongly, and the login goes on. */
    MISTYPED,
    /** A login that a device had scanned was given up, or was ended for the reason that is told. */
    CANCELLED,
    /** Nobody decided in time what a device had scanned, or the browser did not come for it. */
    EXPIRED,
    DEVICE_ADDED,
    DEVICE_REMOVED,
    /** A browser is asked for no code for a while. */
    BROWSER_REMEMBERED,
    BROWSER_FORGOTTEN,
    PASSKEY_ADDED,
    PASSKEY_REMOVED;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
