package io.doorway.approval.passkey;

import io.doorway.approval.credential.Credential;
import io.doorway.approval.database.Database;
import io.doorway.approval.outbox.EventOutbox;
import io.doorway.edge.event.EventStamps;
import io.doorway.edge.event.Stamp;
import io.doorway.protocol.event.PasskeyRemoved;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** A device gives up one of its passkeys: from then on it approves nothing. */
@ApplicationScoped
class RemovePasskey {
    private final Database database;
    private final EventOutbox outbox;
    private final EventStamps stamps;

    RemovePasskey(Database database, EventOutbox outbox, EventStamps stamps) {
        this.database = database;
        this.outbox = outbox;
        this.stamps = stamps;
    }

    /** Whether the device had a passkey of that id. */
    Uni<Boolean> remove(String id, Credential owner) {
        return database.inTransaction(transaction -> Passkeys.remove(transaction, id, owner)
                        .chain(removed -> removed
                                ? outbox.add(transaction, event(id, owner)).replaceWith(true)
                                : Uni.createFrom().item(false)))
                .chain(removed -> outbox.tell(List.of(id)).replaceWith(removed));
    }

    private PasskeyRemoved event(String passkey, Credential owner) {
        Stamp stamp = stamps.now();
        return new PasskeyRemoved(stamp.id(), stamp.at(), passkey, owner.id(), owner.account(), stamp.traceparent());
    }
}
