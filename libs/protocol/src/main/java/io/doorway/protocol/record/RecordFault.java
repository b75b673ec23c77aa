package io.doorway.protocol.record;

import io.doorway.protocol.vocabulary.WireName;

/** Why a record is not accepted as an event. */
public enum RecordFault implements WireName {
    /** There is no MAC, or a header that is not one. */
    NO_MAC,
    /** The MAC names a key that is not, or no longer, among the keys. */
    UNKNOWN_KEY,
    /** The MAC is not that of this topic, record key and value. */
    WRONG_MAC,
    /** The MAC is that of a service that does not write this event. */
    WRONG_SERVICE,
    /** The value is longer than any event. */
    TOO_LONG,
    /** The value is not an event of a type that this version knows. */
    NOT_AN_EVENT,
    /** A required member is absent or null. */
    MISSING_MEMBER,
    /** A text, a number, a time or a list is out of bounds. */
    OUT_OF_BOUNDS,
    /** The event does not belong to the topic. */
    WRONG_TOPIC,
    /** The record key is not that of the event. */
    WRONG_KEY,
    /** The identity is that of an earlier event with other content. */
    CONFLICTING,
    /** The audit cannot store the event. */
    NOT_STORABLE,
    /** Another consumer than the audit cannot process the event: what it derives from it is missing. */
    NOT_PROCESSED;

    /** Whether no service of this platform can have written the record. */
    public boolean forged() {
        return switch (this) {
            case NO_MAC, UNKNOWN_KEY, WRONG_MAC, WRONG_SERVICE -> true;
            case TOO_LONG,
                    NOT_AN_EVENT,
                    MISSING_MEMBER,
                    OUT_OF_BOUNDS,
                    WRONG_TOPIC,
                    WRONG_KEY,
                    CONFLICTING,
                    NOT_STORABLE,
                    NOT_PROCESSED -> false;
        };
    }
}
