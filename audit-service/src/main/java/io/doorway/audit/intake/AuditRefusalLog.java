package io.doorway.audit.intake;

import io.doorway.audit.intake.ReceivedRecord.AuditRow;
import io.doorway.audit.ocsf.Ocsf;
import io.doorway.protocol.encoding.Sha256;
import io.doorway.protocol.event.Event;
import io.doorway.protocol.json.Json;
import io.doorway.web.refusal.RefusalPublisher.RefusalLog;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Records the refused attempts of this service in the table and on the audit topic, without an event topic in between: no service but this
 * one reads the audit.
 */
@Singleton
class AuditRefusalLog implements RefusalLog {

    private final AuditTable table;
    private final CloudEvents cloudEvents;
    private final AuditProducer producer;

    AuditRefusalLog(AuditTable table, CloudEvents cloudEvents, AuditProducer producer) {
        this.table = table;
        this.cloudEvents = cloudEvents;
        this.producer = producer;
    }

    @Override
    public Uni<Void> append(Event event) {
        String ocsf = Ocsf.json(event);
        return table.insert(List.of(new AuditRow(event.uid(), ocsf, Sha256.text(Json.write(event)))))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .chain(() -> producer.send(List.of(cloudEvents.of(event, ocsf))))
                .replaceWithVoid();
    }
}
