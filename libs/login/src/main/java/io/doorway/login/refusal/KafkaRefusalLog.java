package io.doorway.login.refusal;

import io.doorway.protocol.event.Event;
import io.doorway.protocol.record.EventSigner;
import io.doorway.store.EventLog;
import io.doorway.store.OutboxEntry;
import io.doorway.web.refusal.RefusalPublisher.RefusalLog;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/** Publishes the events of refused attempts to Kafka, with a producer of their own. */
@Singleton
class KafkaRefusalLog implements RefusalLog {

    private final EventLog log;
    private final EventSigner signer;

    KafkaRefusalLog(@Identifier("refusals") EventLog log, EventSigner signer) {
        this.log = log;
        this.signer = signer;
    }

    @Override
    public Uni<Void> append(Event event) {
        return log.append(List.of(OutboxEntry.direct(signer.sign(event))));
    }
}
