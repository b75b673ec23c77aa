package io.doorway.approval.account.device;

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
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Revokes a device permanently: its next message is refused, and a login that it approved before cannot be completed. {@link RemoveDevice}
 * decides which device may revoke which; an operator may revoke any.
 */
@ApplicationScoped
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

    /**
     * Revokes a device for its person. May be repeated; a repetition also completes what an earlier attempt left undone.
     *
     * @return whether the account has such a device
     */
    public Uni<Boolean> revokeForPerson(CredentialId device, AccountId account) {
        return revokeIf(transaction -> Uni.createFrom().item(true), device, account, null);
    }

    /**
     * Revokes a device for an operator. May be repeated.
     *
     * @return whether the account has such a device
     */
    public Uni<Boolean> revokeForOperator(CredentialId device, AccountId account, Operator operator) {
        return revokeIf(transaction -> Uni.createFrom().item(true), device, account, operator);
    }

    /** Revokes a device for its person if {@code condition} holds in the same transaction. */
    Uni<Boolean> revokeIf(Function<SqlClient, Uni<Boolean>> condition, CredentialId device, AccountId account) {
        return revokeIf(condition, device, account, null);
    }

    private Uni<Boolean> revokeIf(
            Function<SqlClient, Uni<Boolean>> condition,
            CredentialId device,
            AccountId account,
            @Nullable Operator operator) {
        return database.inTransaction(transaction -> condition
                        .apply(transaction)
                        .chain(holds -> holds
                                ? revoke(transaction, device, account, operator)
                                : Uni.createFrom().item(false)))
                .call(exists -> exists
                        ? revocationList.revoke(new RevocationList.Credential(device))
                        : Uni.createFrom().voidItem())
                .chain(exists -> outbox.publish(List.of(device.value())).replaceWith(exists));
    }

    private Uni<Boolean> revoke(
            SqlClient transaction, CredentialId device, AccountId account, @Nullable Operator operator) {
        return DeviceRemovals.lapse(transaction, device, account)
                .chain(() -> Database.query(transaction, LOCK, Tuple.of(device.value(), account.value())))
                .chain(rows -> {
                    Optional<Row> found = Database.first(rows);
                    if (found.isEmpty() || found.get().getBoolean("revoked")) {
                        return Uni.createFrom().item(found.isPresent());
                    }
                    return Database.query(transaction, REVOKE, Tuple.of(device.value()))
                            .chain(() -> outbox.add(transaction, event(device, account, operator)))
                            .replaceWith(true);
                });
    }

    private DeviceRevoked event(CredentialId device, AccountId account, @Nullable Operator operator) {
        EventEnvelope envelope = envelopes.create();
        return new DeviceRevoked(
                envelope.id(),
                envelope.at(),
                device,
                account,
                operator == null ? RevokedBy.PERSON : RevokedBy.OPERATOR,
                operator == null ? null : operator.subject(),
                operator == null ? null : operator.token(),
                envelope.traceparent());
    }
}
