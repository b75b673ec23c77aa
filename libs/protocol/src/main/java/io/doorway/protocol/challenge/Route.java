package io.doorway.protocol.challenge;

import com.fasterxml.jackson.annotation.JsonValue;

/** How the challenge gets from the browser to the app that approves it. */
public enum Route {
    /** As a QR code, seen by another device. */
    CROSS_DEVICE("cross-device"),
    /** As a link, opened on the device of the browser. */
    SAME_DEVICE("same-device");

    private final String wireName;

    Route(String wireName) {
        this.wireName = wireName;
    }

    @JsonValue
    public String wireName() {
        return wireName;
    }
}
