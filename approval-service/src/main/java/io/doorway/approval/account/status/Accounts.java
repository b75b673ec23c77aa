package io.doorway.approval.account.status;

import io.doorway.approval.database.Database;
import io.doorway.approval.outbox.EventOutbox;
import io.doorway.login.event.EventEnvelopes;
import io.doorway.login.event.EventEnvelopes.EventEnvelope;
import io.doorway.login.revocation.RevocationList;
import io.doorway.protocol.event.DeviceEvent;
import io.doorway.protocol.event.DeviceEvent.DeviceResumed;
import io.doorway.protocol.event.DeviceEvent.DeviceSuspended;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.CredentialId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Creates, suspends and resumes accounts.
 *
 * <p>A change of status is committed with one event per active device; then the revocation list is updated, and then the events are
 * published. From the commit on, no device of a suspended account scans or decides; the revocation list refuses what it approved
 * before.
 */
@ApplicationScoped
public class Accounts {
    private static final String PUT = """
            insert into approval.account (account, claims) values ($1, $2)
            on conflict (account) do update set claims = excluded.claims""";
    private static final String LOCK = "select status from approval.account where account = $1 for update";
    private static final String SET_STATUS = "update approval.account set status = $2 where account = $1";
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

    /** Creates the account, or replaces its claims. Its status does not change. */
    public Uni<Void> put(AccountId account, Map<String, Object> claims) {
        return database.query(PUT, Tuple.of(account.value(), new JsonObject(claims)))
                .replaceWithVoid();
    }

    /**
     * Suspends an account. May be repeated; a repetition also completes what an earlier attempt left undone.
     *
     * @return whether the account exists
     */
    public Uni<Boolean> suspend(AccountId account) {
        return change(account, Status.SUSPENDED);
    }

    /**
     * Resumes a suspended account with the devices that it has. May be repeated.
     *
     * @return whether the account exists
     */
    public Uni<Boolean> resume(AccountId account) {
        return change(account, Status.ACTIVE);
    }

    private Uni<Boolean> change(AccountId account, Status status) {
        return database.inTransaction(transaction -> change(transaction, account, status))
                .chain(devices -> devices.isEmpty()
                        ? Uni.createFrom().item(false)
                        : updateRevocationList(account, status)
                                .chain(() -> outbox.publish(devices.get()))
                                .replaceWith(true));
    }

    private Uni<Void> updateRevocationList(AccountId account, Status status) {
        return switch (status) {
            case SUSPENDED -> revocationList.revoke(new RevocationList.Account(account));
            case ACTIVE -> revocationList.reinstate(new RevocationList.Account(account));
        };
    }

    /** The ids of the account's devices, which are the keys of its events; empty if there is no such account. */
    private Uni<Optional<List<String>>> change(SqlClient transaction, AccountId account, Status status) {
        return Database.query(transaction, LOCK, Tuple.of(account.value())).chain(locked -> {
            if (locked.size() == 0) {
                return Uni.createFrom().item(Optional.empty());
            }
            boolean unchanged = locked.iterator().next().getString("status").equals(status.stored);
            return Database.query(transaction, SET_STATUS, Tuple.of(account.value(), status.stored))
                    .chain(() -> devices(transaction, account))
                    .call(devices ->
                            unchanged ? Uni.createFrom().voidItem() : addEvents(transaction, account, status, devices))
                    .map(Optional::of);
        });
    }

    private static Uni<List<String>> devices(SqlClient transaction, AccountId account) {
        return Database.query(transaction, DEVICES, Tuple.of(account.value()))
                .map(rows -> Database.list(rows, row -> row.getString("credential_id")));
    }

    private Uni<Void> addEvents(SqlClient transaction, AccountId account, Status status, List<String> devices) {
        return Multi.createFrom()
                .iterable(devices)
                .onItem()
                .transformToUniAndConcatenate(
                        device -> outbox.add(transaction, event(account, status, new CredentialId(device))))
                .collect()
                .asList()
                .replaceWithVoid();
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
