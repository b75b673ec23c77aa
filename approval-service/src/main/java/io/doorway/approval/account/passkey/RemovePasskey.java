package io.doorway.approval.account.passkey;

import io.doorway.approval.credential.Credential;
import io.doorway.approval.database.Database;
import io.doorway.approval.outbox.EventOutbox;
import io.doorway.login.event.EventEnvelopes;
import io.doorway.login.event.EventEnvelopes.EventEnvelope;
import io.doorway.protocol.event.DeviceEvent.PasskeyRemoved;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.CredentialId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Function;

/** Removes a passkey of a device. From then on it verifies no approval. A removal may be repeated, and is one event. */
@ApplicationScoped
public class RemovePasskey {
    private final Database database;
    private final EventOutbox outbox;
    private final EventEnvelopes envelopes;

    RemovePasskey(Database database, EventOutbox outbox, EventEnvelopes envelopes) {
        this.database = database;
        this.outbox = outbox;
        this.envelopes = envelopes;
    }

    /** Whether the device has or had a passkey of that id. */
    Uni<Boolean> remove(String id, Credential owner) {
        return remove(transaction -> Passkeys.remove(transaction, id, owner), owner.id(), id, owner.account());
    }

    /**
     * Removes a passkey of another device of the account: one that does not count yet, or one of a younger device.
     *
     * @return whether there is or was such a passkey
     */
    public Uni<Boolean> removeOf(CredentialId device, String id, Credential by) {
        return remove(transaction -> Passkeys.removeOf(transaction, device, id, by), device, id, by.account());
    }

    private Uni<Boolean> remove(
            Function<SqlClient, Uni<Boolean>> remove, CredentialId device, String id, AccountId account) {
        return database.inTransaction(transaction -> remove.apply(transaction)
                        .chain(removed -> removed
                                ? outbox.add(transaction, event(id, device, account))
                                        .replaceWith(true)
                                : Passkeys.wasRemoved(transaction, device, id, account)))
                .chain(known -> outbox.publish(List.of(id)).replaceWith(known));
    }

    private PasskeyRemoved event(String passkey, CredentialId owner, AccountId account) {
        EventEnvelope envelope = envelopes.create();
        return new PasskeyRemoved(envelope.id(), envelope.at(), passkey, owner, account, envelope.traceparent());
    }
}
