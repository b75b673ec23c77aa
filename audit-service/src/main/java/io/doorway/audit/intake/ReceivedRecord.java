package io.doorway.audit.intake;

import io.doorway.protocol.event.Event;
import io.doorway.protocol.record.RecordFault;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A record, as the intake treats it. */
sealed interface ReceivedRecord {

    /** The record as received. */
    ConsumerRecord<byte[], byte[]> source();

    /** What becomes part of an alarm. */
    sealed interface Finding extends ReceivedRecord {

        RecordFault fault();

        /** What exactly; contains nothing of the record's value. */
        String detail();
    }

    /**
     * An authentic event.
     *
     * @param row what is inserted into the table
     * @param cloudEvent what is published on the audit topic
     */
    record Accepted(
            ConsumerRecord<byte[], byte[]> source, Event event, AuditRow row, ProducerRecord<byte[], byte[]> cloudEvent)
            implements ReceivedRecord {}

    /** A record that is not accepted. It becomes a dead letter and an alarm. */
    record SetAside(ConsumerRecord<byte[], byte[]> source, RecordFault fault, String detail) implements Finding {}

    /** A dead letter of another consumer. It becomes an alarm. */
    record SetAsideElsewhere(ConsumerRecord<byte[], byte[]> source) implements Finding {

        @Override
        public RecordFault fault() {
            return RecordFault.NOT_PROCESSED;
        }

        @Override
        public String detail() {
            return "the headers of the dead letter have its topic, its position and the reason";
        }
    }

    /** A dead letter of this service, which has its alarm. */
    record OwnDeadLetter(ConsumerRecord<byte[], byte[]> source) implements ReceivedRecord {}

    /**
     * A row of the table.
     *
     * @param uid the identity of the event
     * @param ocsf the OCSF record as JSON
     * @param content SHA-256 of the record's value, which a copy has too, and a conflicting event has not
     */
    record AuditRow(String uid, String ocsf, String content) {}
}
