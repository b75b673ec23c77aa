package io.doorway.audit.ocsf;

import io.doorway.protocol.record.RecordFault;
import java.time.Instant;

/**
 * The alarm about records of one batch that were set aside for the same reason.
 *
 * @param at when they were set aside
 * @param topic their topic; for records that another consumer has set aside, that of the dead letters
 * @param fault the reason
 * @param count how many they are
 * @param partition the partition of the first
 * @param offset the offset of the first
 * @param detail about the first; contains nothing of its value
 */
public record IntakeAlarm(
        Instant at, String topic, RecordFault fault, int count, int partition, long offset, String detail) {

    /** The name in the records, beside those of the events. */
    public static final String TYPE = "RecordsSetAside";

    /** The identity: a batch that is processed again raises no second alarm for the same first record. */
    public String uid() {
        return "set-aside:%s:%d:%d:%s".formatted(topic, partition, offset, fault.wireName());
    }

    String title() {
        return switch (fault) {
            case NO_MAC, UNKNOWN_KEY, WRONG_MAC, WRONG_SERVICE ->
                "Records that no service of this platform wrote were set aside";
            case CONFLICTING -> "An event with a known identity and other content was set aside";
            case TOO_LONG, NOT_AN_EVENT, MISSING_MEMBER, OUT_OF_BOUNDS, WRONG_TOPIC, WRONG_KEY ->
                "Authentic records that are no valid events were set aside";
            case NOT_STORABLE -> "Events that the audit cannot store were set aside";
            case NOT_PROCESSED -> "Events that another consumer cannot process were set aside";
        };
    }
}
