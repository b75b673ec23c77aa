package io.doorway.protocol.record;

import io.doorway.protocol.event.Event;

/**
 * Makes the record of an event, with the MAC of the service that decided. The record is made before the event enters an outbox, and
 * published unchanged.
 */
@FunctionalInterface
public interface EventSigner {

    EventRecord sign(Event event);
}
