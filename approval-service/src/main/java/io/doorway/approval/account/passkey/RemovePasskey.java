package io.doorway.approval.account.passkey;

import io.doorway.approval.credential.Credential;
import io.doorway.approval.database.Database;
import io.doorway.approval.outbox.EventOutbox;
import io.doorway.login.event.EventEnvelopes;
import io.doorway.login.event.EventEnvelopes.EventEnvelope;
import io.doorway.protocol.event.DeviceEvent.PasskeyRemoved;
import io.doorway.protocol.vocabulary.CredentialId;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Removes a passkey of a device. From then on it verifies no approval. A removal may be repeated for a day, because its answer may have been
 * lost, and is one event.
 */
@Singleton
public class RemovePasskey {
    private static final Logger LOGGER = Logger.getLogger(RemovePasskey.class);

    private static final String DELETE_OLD =
            "delete from approval.removed_passkey where removed_at < now() - interval '1 day'";

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
        return remove(transaction -> Passkeys.remove(transaction, id, owner), owner.id(), id, owner);
    }

    /**
     * Removes a passkey of another device of the account: one that does not count yet, or one of a younger device.
     *
     * @return whether there is or was such a passkey
     */
    public Uni<Boolean> removeOf(CredentialId device, String id, Credential by) {
        return remove(transaction -> Passkeys.removeOf(transaction, device, id, by), device, id, by);
    }

    private Uni<Boolean> remove(
            Function<SqlClient, Uni<Boolean>> remove, CredentialId device, String id, Credential by) {
        return database.inTransaction(transaction -> remove.apply(transaction)
                        .chain(removed -> removed
                                ? outbox.add(transaction, event(id, device, by)).replaceWith(true)
                                : Passkeys.wasRemoved(transaction, device, id, by.account())))
                .chain(known -> outbox.publish(List.of(id)).replaceWith(known));
    }

    /** Deletes what is kept of removals that nobody repeats any more. */
    @Scheduled(every = "1h", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> deleteOld() {
        return database.query(DELETE_OLD, Tuple.tuple())
                .replaceWithVoid()
                .onFailure()
                .invoke(e -> LOGGER.warnf("old removals of passkeys are not deleted yet: %s", e.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    private PasskeyRemoved event(String passkey, CredentialId owner, Credential by) {
        EventEnvelope envelope = envelopes.create();
        return new PasskeyRemoved(
                envelope.id(), envelope.at(), passkey, owner, by.account(), by.id(), envelope.traceparent());
    }
}
