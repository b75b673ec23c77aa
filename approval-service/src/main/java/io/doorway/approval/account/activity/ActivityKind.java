package io.doorway.approval.account.activity;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What an entry of an activity list reports. */
public enum ActivityKind {
    /** A browser was logged in. */
    LOGIN,
    /** The person rejected a login. */
    REJECTED,
    /** A wrong confirmation code was typed, and the login is not ended. */
    CODE_REJECTED,
    /** A login that a device had scanned was cancelled; the entry's reason is who cancelled it. */
    CANCELLED,
    /** A login that a device had scanned was not decided or not consumed in time. */
    EXPIRED,
    DEVICE_ADDED,
    DEVICE_REMOVED,
    /** A younger device requested the removal of a device, which waits. */
    REMOVAL_REQUESTED,
    REMOVAL_CANCELLED,
    DEVICE_RENAMED,
    /** A browser became known, and requires no code for some time. */
    BROWSER_REMEMBERED,
    BROWSER_FORGOTTEN,
    PASSKEY_ADDED,
    PASSKEY_REMOVED;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
