package io.doorway.protocol.event;

import com.fasterxml.jackson.annotation.JsonIgnore;

/** Something happened to a person's device credential. */
public sealed interface DeviceEvent extends Event
        permits DeviceEnrolled, DeviceSuspended, DeviceResumed, DeviceRevoked, PasskeyRegistered, PasskeyRemoved {

    String eventId();

    String credential();

    String account();

    @Override
    @JsonIgnore
    default String topic() {
        return Topics.DEVICES;
    }

    @Override
    @JsonIgnore
    default String key() {
        return credential();
    }

    @Override
    @JsonIgnore
    default String uid() {
        return eventId();
    }
}
