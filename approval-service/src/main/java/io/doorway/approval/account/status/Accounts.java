package io.doorway.approval.account.status;

import io.doorway.approval.database.Database;
import io.doorway.approval.outbox.EventOutbox;
import io.doorway.login.event.EventEnvelopes;
import io.doorway.login.event.EventEnvelopes.EventEnvelope;
import io.doorway.login.revocation.RevocationList;
import io.doorway.protocol.event.AdministrationEvent;
import io.doorway.protocol.event.AdministrationEvent.AccountResumed;
import io.doorway.protocol.event.AdministrationEvent.AccountSuspended;
import io.doorway.protocol.event.DeviceEvent;
import io.doorway.protocol.event.DeviceEvent.DeviceResumed;
import io.doorway.protocol.event.DeviceEvent.DeviceSuspended;
import io.doorway.protocol.event.Event;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.CredentialId;
import io.doorway.web.operator.Operator;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Suspends and resumes accounts.
 *
 * <p>A change of status is committed with a new version of the status, an event of its own and one event per active device; then the
 * revocation list gets the status with its version, and then the events are published. From the commit on, no device of a suspended
 * account scans or decides; the revocation list refuses what it approved before.
 *
 * <p>The devices of a suspended account can neither see nor cancel what waits. So the removals of devices that were requested lapse, and
 * the time of the suspension does not count for passkeys that do not count yet.
 */
@Singleton
public class Accounts {
    private static final String LOCK =
            "select status, status_version from approval.account where account = $1 for update";
    private static final String SET_STATUS = """
            update approval.account
            set status = $2, status_version = status_version + 1, status_changed_at = clock_timestamp()
            where account = $1
            returning status, status_version""";
    private static final String END_REMOVALS = "delete from approval.device_removal where account = $1";
    private static final String EXTEND_WAITING = """
            update approval.passkey p
            set active_from = p.active_from + (clock_timestamp() - a.status_changed_at)
            from approval.account a join approval.credential c using (account)
            where a.account = $1 and c.credential_id = p.credential_id and p.active_from > a.status_changed_at""";
    private static final String DEVICES = """
            select credential_id from approval.credential
            where account = $1 and revoked_at is null
            order by enrolled_at""";

    private final Database database;
    private final RevocationList revocationList;
    private final EventOutbox outbox;
    private final EventEnvelopes envelopes;

    Accounts(Database database, RevocationList revocationList, EventOutbox outbox, EventEnvelopes envelopes) {
        this.database = database;
        this.revocationList = revocationList;
        this.outbox = outbox;
        this.envelopes = envelopes;
    }

    private enum Status {
        ACTIVE("active"),
        SUSPENDED("suspended");

        private final String stored;

        Status(String stored) {
            this.stored = stored;
        }
    }

    /**
     * The status of an account after a call.
     *
     * @param version increases with every change
     * @param keys the keys of the events to be published
     */
    private record Change(Status status, long version, List<String> keys) {}

    /**
     * Suspends an account. May be repeated; a repetition also completes what an earlier attempt left undone, and is no event.
     *
     * @return whether the account exists
     */
    public Uni<Boolean> suspend(AccountId account, Operator operator) {
        return change(account, Status.SUSPENDED, operator);
    }

    /**
     * Resumes a suspended account with the devices that it has. May be repeated.
     *
     * @return whether the account exists
     */
    public Uni<Boolean> resume(AccountId account, Operator operator) {
        return change(account, Status.ACTIVE, operator);
    }

    private Uni<Boolean> change(AccountId account, Status status, Operator operator) {
        return database.inTransaction(transaction -> change(transaction, account, status, operator))
                .chain(changed -> changed.isEmpty()
                        ? Uni.createFrom().item(false)
                        : updateRevocationList(account, changed.get())
                                .chain(() -> outbox.publish(changed.get().keys()))
                                .replaceWith(true));
    }

    private Uni<Void> updateRevocationList(AccountId account, Change change) {
        RevocationList.Account entry = new RevocationList.Account(account);
        return switch (change.status()) {
            case SUSPENDED -> revocationList.suspend(entry, change.version());
            case ACTIVE -> revocationList.resume(entry, change.version());
        };
    }

    /** Empty if there is no such account. */
    private Uni<Optional<Change>> change(SqlClient transaction, AccountId account, Status status, Operator operator) {
        return Database.query(transaction, LOCK, Tuple.of(account.value())).chain(locked -> {
            Optional<Row> found = Database.first(locked);
            if (found.isEmpty()) {
                return Uni.createFrom().item(Optional.empty());
            }
            boolean unchanged = found.get().getString("status").equals(status.stored);
            Uni<Long> version = unchanged
                    ? Uni.createFrom().item(found.get().getLong("status_version"))
                    : stopWaiting(transaction, account, status)
                            .chain(() ->
                                    Database.query(transaction, SET_STATUS, Tuple.of(account.value(), status.stored)))
                            .map(rows -> rows.iterator().next().getLong("status_version"));
            return version.chain(current -> devices(transaction, account)
                    .call(devices -> unchanged
                            ? Uni.createFrom().voidItem()
                            : addEvents(transaction, events(account, status, operator, devices)))
                    .map(devices -> Optional.of(new Change(status, current, keys(account, devices)))));
        });
    }

    /** Removals end at a resumption, too, because of a request that was in progress at the suspension. */
    private static Uni<Void> stopWaiting(SqlClient transaction, AccountId account, Status status) {
        Tuple ofAccount = Tuple.of(account.value());
        Uni<Void> ended = Database.query(transaction, END_REMOVALS, ofAccount).replaceWithVoid();
        return switch (status) {
            case SUSPENDED -> ended;
            case ACTIVE ->
                ended.chain(() -> Database.query(transaction, EXTEND_WAITING, ofAccount))
                        .replaceWithVoid();
        };
    }

    private static List<String> keys(AccountId account, List<String> devices) {
        List<String> keys = new ArrayList<>(devices);
        keys.add(account.value());
        return keys;
    }

    private static Uni<List<String>> devices(SqlClient transaction, AccountId account) {
        return Database.query(transaction, DEVICES, Tuple.of(account.value()))
                .map(rows -> Database.list(rows, row -> row.getString("credential_id")));
    }

    private Uni<Void> addEvents(SqlClient transaction, List<Event> events) {
        return Multi.createFrom()
                .iterable(events)
                .onItem()
                .transformToUniAndConcatenate(event -> outbox.add(transaction, event))
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private List<Event> events(AccountId account, Status status, Operator operator, List<String> devices) {
        List<Event> events = new ArrayList<>();
        events.add(event(account, status, operator));
        devices.forEach(device -> events.add(event(account, status, new CredentialId(device))));
        return events;
    }

    private AdministrationEvent event(AccountId account, Status status, Operator operator) {
        EventEnvelope envelope = envelopes.create();
        return switch (status) {
            case SUSPENDED ->
                new AccountSuspended(
                        envelope.id(),
                        envelope.at(),
                        account,
                        operator.subject(),
                        operator.token(),
                        operator.source(),
                        envelope.traceparent());
            case ACTIVE ->
                new AccountResumed(
                        envelope.id(),
                        envelope.at(),
                        account,
                        operator.subject(),
                        operator.token(),
                        operator.source(),
                        envelope.traceparent());
        };
    }

    private DeviceEvent event(AccountId account, Status status, CredentialId device) {
        EventEnvelope envelope = envelopes.create();
        return switch (status) {
            case SUSPENDED ->
                new DeviceSuspended(envelope.id(), envelope.at(), device, account, envelope.traceparent());
            case ACTIVE -> new DeviceResumed(envelope.id(), envelope.at(), device, account, envelope.traceparent());
        };
    }
}
