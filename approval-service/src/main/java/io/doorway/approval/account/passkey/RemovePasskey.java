package io.doorway.approval.account.passkey;

import io.doorway.approval.credential.Credential;
import io.doorway.approval.database.Database;
import io.doorway.approval.outbox.EventOutbox;
import io.doorway.login.event.EventEnvelopes;
import io.doorway.login.event.EventEnvelopes.EventEnvelope;
import io.doorway.protocol.event.DeviceEvent.PasskeyRemoved;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Removes a passkey of a device. From then on it verifies no approval. */
@ApplicationScoped
class RemovePasskey {
    private final Database database;
    private final EventOutbox outbox;
    private final EventEnvelopes envelopes;

    RemovePasskey(Database database, EventOutbox outbox, EventEnvelopes envelopes) {
        this.database = database;
        this.outbox = outbox;
        this.envelopes = envelopes;
    }

    /** Whether the device had a passkey of that id. */
    Uni<Boolean> remove(String id, Credential owner) {
        return database.inTransaction(transaction -> Passkeys.remove(transaction, id, owner)
                        .chain(removed -> removed
                                ? outbox.add(transaction, event(id, owner)).replaceWith(true)
                                : Uni.createFrom().item(false)))
                .chain(removed -> outbox.publish(List.of(id)).replaceWith(removed));
    }

    private PasskeyRemoved event(String passkey, Credential owner) {
        EventEnvelope envelope = envelopes.create();
        return new PasskeyRemoved(
                envelope.id(), envelope.at(), passkey, owner.id(), owner.account(), envelope.traceparent());
    }
}
