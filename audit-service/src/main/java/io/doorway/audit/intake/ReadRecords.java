package io.doorway.audit.intake;

import io.doorway.audit.intake.ReceivedRecord.Accepted;
import io.doorway.audit.intake.ReceivedRecord.AuditRow;
import io.doorway.audit.intake.ReceivedRecord.SetAside;
import io.doorway.audit.ocsf.Ocsf;
import io.doorway.protocol.encoding.Base64Url;
import io.doorway.protocol.encoding.Sha256;
import io.doorway.protocol.event.Event;
import io.doorway.protocol.event.Topics;
import io.doorway.protocol.record.EventMac;
import io.doorway.protocol.record.EventReader;
import io.doorway.protocol.record.ReadRecord.Authentic;
import io.doorway.protocol.record.ReadRecord.Unacceptable;
import io.doorway.protocol.record.RecordFault;
import jakarta.inject.Singleton;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Reads received records and prepares what follows from them. It never throws: an exception would stop the partition for good. */
@Singleton
class ReadRecords {

    private final EventReader reader;
    private final CloudEvents cloudEvents;

    ReadRecords(EventReader reader, CloudEvents cloudEvents) {
        this.reader = reader;
        this.cloudEvents = cloudEvents;
    }

    ReceivedRecord read(ConsumerRecord<byte[], byte[]> source) {
        if (source.topic().equals(Topics.DEAD_LETTERS)) {
            return DeadLetters.read(source);
        }
        try {
            Header mac = source.headers().lastHeader(EventMac.HEADER);
            return switch (reader.read(
                    source.topic(), source.key(), source.value(), mac == null ? null : mac.value())) {
                case Authentic(Event event) -> prepare(source, event);
                case Unacceptable(RecordFault fault, String detail) -> new SetAside(source, fault, detail);
            };
        } catch (RuntimeException e) {
            return new SetAside(
                    source,
                    RecordFault.NOT_STORABLE,
                    "cannot be converted: " + e.getClass().getSimpleName());
        }
    }

    private Accepted prepare(ConsumerRecord<byte[], byte[]> source, Event event) {
        String ocsf = Ocsf.json(event);
        String content = Base64Url.encode(Sha256.of(source.value()));
        return new Accepted(source, event, new AuditRow(event.uid(), ocsf, content), cloudEvents.of(event, ocsf));
    }
}
