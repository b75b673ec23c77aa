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
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Removes a passkey of a device. From then on it verifies no approval. */
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

    /** Whether the device had a passkey of that id. */
    Uni<Boolean> remove(String id, Credential owner) {
        return database.inTransaction(transaction -> Passkeys.remove(transaction, id, owner)
                        .chain(removed -> removed
                                ? outbox.add(transaction, event(id, owner.id(), owner.account()))
                                        .replaceWith(true)
                                : Uni.createFrom().item(false)))
                .chain(removed -> outbox.publish(List.of(id)).replaceWith(removed));
    }

    /**
     * Removes a passkey of another device of the account: one that does not count yet, or one of a younger device.
     *
     * @return whether there was such a passkey
     */
    public Uni<Boolean> removeOf(CredentialId device, String id, Credential by) {
        return database.inTransaction(transaction -> Passkeys.removeOf(transaction, device, id, by)
                        .chain(removed -> removed
                                ? outbox.add(transaction, event(id, device, by.account()))
                                        .replaceWith(true)
                                : Uni.createFrom().item(false)))
                .chain(removed -> outbox.publish(List.of(id)).replaceWith(removed));
    }

    private PasskeyRemoved event(String passkey, CredentialId owner, AccountId account) {
        EventEnvelope envelope = envelopes.create();
        return new PasskeyRemoved(envelope.id(), envelope.at(), passkey, owner, account, envelope.traceparent());
    }
}
