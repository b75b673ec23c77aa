package io.doorway.approval.account.device;

import io.doorway.approval.credential.Credential;
import io.doorway.approval.credential.EnrolmentConfig;
import io.doorway.approval.database.Database;
import io.doorway.approval.outbox.EventOutbox;
import io.doorway.login.event.EventEnvelopes;
import io.doorway.login.event.EventEnvelopes.EventEnvelope;
import io.doorway.protocol.event.DeviceEvent.DeviceRemovalCancelled;
import io.doorway.protocol.event.DeviceEvent.DeviceRemovalRequested;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.CredentialId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/**
 * The requested removals of devices that wait. Any device of the account can cancel one until it is carried out. One lapses if the device
 * that requested it is itself revoked, or the account is suspended. All times are by the database's clock.
 */
@Singleton
class DeviceRemovals {
    private static final String REQUEST = """
            insert into approval.device_removal as removal (credential_id, account, requested_by, effective_at)
            values ($1, $2, $3, now() + make_interval(secs => $4))
            on conflict (credential_id) do update
            set requested_by = excluded.requested_by, requested_at = now(), effective_at = excluded.effective_at,
                cancelled_at = null
            where removal.cancelled_at is not null or exists (
                select from approval.credential requester
                where requester.credential_id = removal.requested_by and requester.revoked_at is not null)
            returning effective_at""";
    private static final String FIND = "select effective_at from approval.device_removal where credential_id = $1";
    private static final String CANCEL = """
            update approval.device_removal set cancelled_at = now()
            where credential_id = $1 and account = $2 and cancelled_at is null
            returning credential_id""";
    private static final String IS_CANCELLED = """
            select from approval.device_removal
            where credential_id = $1 and account = $2 and cancelled_at is not null""";

    private static final String DUE = """
            select r.credential_id, r.account, r.requested_by
            from approval.device_removal r
                join approval.credential requester on requester.credential_id = r.requested_by
                join approval.account a on a.account = r.account
            where r.effective_at <= now() and r.cancelled_at is null and requester.revoked_at is null
                and a.status = 'active'
            order by r.effective_at limit $1""";

    private static final String TAKE = """
            delete from approval.device_removal r using approval.credential requester, approval.account a
            where r.credential_id = $1 and r.requested_by = $2 and r.effective_at <= now() and r.cancelled_at is null
                and requester.credential_id = r.requested_by and requester.revoked_at is null
                and a.account = r.account and a.status = 'active'
            returning r.credential_id""";

    private static final String LAPSE =
            "delete from approval.device_removal where account = $2 and (credential_id = $1 or requested_by = $1)";

    private final Database database;
    private final EnrolmentConfig config;
    private final EventOutbox outbox;
    private final EventEnvelopes envelopes;

    DeviceRemovals(Database database, EnrolmentConfig config, EventOutbox outbox, EventEnvelopes envelopes) {
        this.database = database;
        this.config = config;
        this.outbox = outbox;
        this.envelopes = envelopes;
    }

    /**
     * A removal whose time has come.
     *
     * @param requestedBy the device that requested it
     */
    record DueRemoval(CredentialId device, AccountId account, CredentialId requestedBy) {}

    /** Requests the removal, or finds the one that was requested before; returns when it will be carried out. */
    Uni<Instant> request(CredentialId device, Credential by) {
        return database.inTransaction(transaction -> Database.query(
                                transaction,
                                REQUEST,
                                Tuple.of(
                                        device.value(),
                                        by.account().value(),
                                        by.id().value(),
                                        (double) config.changeDelay().toSeconds()))
                        .chain(rows -> Database.first(rows)
                                .map(row -> Database.instant(row, "effective_at"))
                                .map(effectiveAt -> outbox.add(transaction, requested(device, by, effectiveAt))
                                        .replaceWith(effectiveAt))
                                .orElseGet(() -> Database.query(transaction, FIND, Tuple.of(device.value()))
                                        .map(found -> Database.instant(
                                                found.iterator().next(), "effective_at")))))
                .call(() -> outbox.publish(List.of(device.value())));
    }

    /** Whether there was a removal of the account's device; it is cancelled. May be repeated, and is one event. */
    Uni<Boolean> cancel(CredentialId device, Credential by) {
        Tuple removal = Tuple.of(device.value(), by.account().value());
        return database.inTransaction(transaction -> Database.query(transaction, CANCEL, removal)
                        .chain(rows -> rows.size() == 0
                                ? Database.query(transaction, IS_CANCELLED, removal)
                                        .map(cancelled -> cancelled.size() > 0)
                                : outbox.add(transaction, cancelled(device, by)).replaceWith(true)))
                .call(() -> outbox.publish(List.of(device.value())));
    }

    Uni<List<DueRemoval>> due(int limit) {
        return database.query(DUE, Tuple.of(limit))
                .map(rows -> Database.list(
                        rows,
                        row -> new DueRemoval(
                                new CredentialId(row.getString("credential_id")),
                                new AccountId(row.getString("account")),
                                new CredentialId(row.getString("requested_by")))));
    }

    /** Takes a removal in the transaction that carries it out. False if it was cancelled, or is carried out by another instance. */
    Uni<Boolean> take(SqlClient transaction, DueRemoval due) {
        Tuple removal = Tuple.of(due.device().value(), due.requestedBy().value());
        return Database.query(transaction, TAKE, removal).map(rows -> rows.size() > 0);
    }

    /**
     * Ends what waits for a device that is revoked: its own removal, and those that it requested. As when one is carried out, the removals
     * are locked before the device.
     */
    static Uni<Void> lapse(SqlClient transaction, CredentialId revoked, AccountId account) {
        return Database.query(transaction, LAPSE, Tuple.of(revoked.value(), account.value()))
                .replaceWithVoid();
    }

    private DeviceRemovalRequested requested(CredentialId device, Credential by, Instant effectiveAt) {
        EventEnvelope envelope = envelopes.create();
        return new DeviceRemovalRequested(
                envelope.id(), envelope.at(), device, by.account(), by.id(), effectiveAt, envelope.traceparent());
    }

    private DeviceRemovalCancelled cancelled(CredentialId device, Credential by) {
        EventEnvelope envelope = envelopes.create();
        return new DeviceRemovalCancelled(
                envelope.id(), envelope.at(), device, by.account(), by.id(), envelope.traceparent());
    }
}
