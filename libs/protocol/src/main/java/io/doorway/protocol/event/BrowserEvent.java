package io.doorway.protocol.event;

import com.fasterxml.jackson.annotation.JsonIgnore;

/** An account came to know a browser, or knows it no more. Told beside the devices, for a browser is one more of them. */
public sealed interface BrowserEvent extends Event permits BrowserRemembered, BrowserForgotten {

    String eventId();

    /** The browser, as the account's list names it. */
    String browser();

    String account();

    @Override
    @JsonIgnore
    default String topic() {
        return Topics.DEVICES;
    }

    @Override
    @JsonIgnore
    default String key() {
        return browser();
    }

    @Override
    @JsonIgnore
    default String uid() {
        return eventId();
    }
}
