package io.doorway.protocol.record;

import io.doorway.protocol.event.Event;

/** The result of reading a record of an event topic. */
public sealed interface ReadRecord {

    /** An event that a service of this platform has written, with every member within its bounds. */
    record Authentic(Event event) implements ReadRecord {}

    /**
     * A record that is not accepted.
     *
     * @param detail what exactly; contains nothing of the record's value
     */
    record Unacceptable(RecordFault fault, String detail) implements ReadRecord {}
}
