package io.doorway.approval.account.device;

import io.doorway.approval.credential.Credential;
import io.doorway.approval.database.Database;
import io.doorway.approval.outbox.EventOutbox;
import io.doorway.login.event.EventEnvelopes;
import io.doorway.login.event.EventEnvelopes.EventEnvelope;
import io.doorway.login.revocation.RevocationList;
import io.doorway.protocol.event.DeviceEvent.DeviceRevoked;
import io.doorway.protocol.event.DeviceEvent.DeviceRevoked.RevokedBy;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.CredentialId;
import io.doorway.web.operator.Operator;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Revokes a device permanently: its next message is refused, and a login that it approved before cannot be completed. {@link RemoveDevice}
 * decides which device may revoke which; an operator may revoke any.
 */
@Singleton
public class RevokeDevice {
    private static final String LOCK = """
            select revoked_at is not null as revoked from approval.credential
            where credential_id = $1 and account = $2
            for update""";
    private static final String REVOKE =
            "update approval.credential set revoked_at = clock_timestamp() where credential_id = $1";

    private final Database database;
    private final RevocationList revocationList;
    private final EventOutbox outbox;
    private final EventEnvelopes envelopes;

    RevokeDevice(Database database, RevocationList revocationList, EventOutbox outbox, EventEnvelopes envelopes) {
        this.database = database;
        this.revocationList = revocationList;
        this.outbox = outbox;
        this.envelopes = envelopes;
    }

    /** Who revokes: the person with a device of the account, or an operator. */
    private sealed interface Revoker {
        record Person(CredentialId device) implements Revoker {}

        record Administration(Operator operator) implements Revoker {}
    }

    /**
     * Revokes a device for its person. May be repeated; a repetition also completes what an earlier attempt left undone.
     *
     * @return whether the account of the acting device has such a device
     */
    public Uni<Boolean> revokeForPerson(CredentialId device, Credential by) {
        return revokeIf(transaction -> Uni.createFrom().item(true), device, by.account(), new Revoker.Person(by.id()));
    }

    /**
     * Revokes a device for an operator. May be repeated.
     *
     * @return whether the account has such a device
     */
    public Uni<Boolean> revokeForOperator(CredentialId device, AccountId account, Operator operator) {
        return revokeIf(
                transaction -> Uni.createFrom().item(true), device, account, new Revoker.Administration(operator));
    }

    /**
     * Carries out the removal that a device requested, if {@code condition} holds in the same transaction.
     *
     * @param by the device that requested it
     */
    Uni<Boolean> revokeIf(
            Function<SqlClient, Uni<Boolean>> condition, CredentialId device, AccountId account, CredentialId by) {
        return revokeIf(condition, device, account, new Revoker.Person(by));
    }

    private Uni<Boolean> revokeIf(
            Function<SqlClient, Uni<Boolean>> condition, CredentialId device, AccountId account, Revoker by) {
        return database.inTransaction(transaction -> condition
                        .apply(transaction)
                        .chain(holds -> holds
                                ? revoke(transaction, device, account, by)
                                : Uni.createFrom().item(false)))
                .call(exists -> exists
                        ? revocationList.revoke(new RevocationList.Credential(device))
                        : Uni.createFrom().voidItem())
                .chain(exists -> outbox.publish(List.of(device.value())).replaceWith(exists));
    }

    private Uni<Boolean> revoke(SqlClient transaction, CredentialId device, AccountId account, Revoker by) {
        return DeviceRemovals.lapse(transaction, device, account)
                .chain(() -> Database.query(transaction, LOCK, Tuple.of(device.value(), account.value())))
                .chain(rows -> {
                    Optional<Row> found = Database.first(rows);
                    if (found.isEmpty() || found.get().getBoolean("revoked")) {
                        return Uni.createFrom().item(found.isPresent());
                    }
                    return Database.query(transaction, REVOKE, Tuple.of(device.value()))
                            .chain(() -> outbox.add(transaction, event(device, account, by)))
                            .replaceWith(true);
                });
    }

    private DeviceRevoked event(CredentialId device, AccountId account, Revoker by) {
        EventEnvelope envelope = envelopes.create();
        return switch (by) {
            case Revoker.Person(CredentialId acting) ->
                new DeviceRevoked(
                        envelope.id(),
                        envelope.at(),
                        device,
                        account,
                        RevokedBy.PERSON,
                        acting,
                        null,
                        null,
                        envelope.traceparent());
            case Revoker.Administration(Operator operator) ->
                new DeviceRevoked(
                        envelope.id(),
                        envelope.at(),
                        device,
                        account,
                        RevokedBy.OPERATOR,
                        null,
                        operator.subject(),
                        operator.token(),
                        envelope.traceparent());
        };
    }
}
