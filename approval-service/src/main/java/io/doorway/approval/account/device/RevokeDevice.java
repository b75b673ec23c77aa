package io.doorway.approval.account.device;

import io.doorway.approval.database.Database;
import io.doorway.approval.outbox.EventOutbox;
import io.doorway.login.event.EventEnvelopes;
import io.doorway.login.event.EventEnvelopes.EventEnvelope;
import io.doorway.login.revocation.RevocationList;
import io.doorway.protocol.event.DeviceEvent.DeviceRevoked;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.CredentialId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/**
 * Revokes a device permanently: its next message is refused, and a login that it approved before cannot be completed. Any device of an
 * account may revoke any other, or itself; so may an operator.
 */
@ApplicationScoped
public class RevokeDevice {
    private static final String LOCK = """
            select revoked_at is not null as revoked from approval.credential
            where credential_id = $1 and account = $2
            for update""";
    private static final String REVOKE = "update approval.credential set revoked_at = now() where credential_id = $1";

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
     * Revokes a device. May be repeated; a repetition also completes what an earlier attempt left undone.
     *
     * @return whether the account has such a device
     */
    public Uni<Boolean> revoke(CredentialId device, AccountId account, DeviceRevoked.RevokedBy by) {
        return database.inTransaction(transaction -> revoke(transaction, device, account, by))
                .call(exists -> exists
                        ? revocationList.revoke(new RevocationList.Credential(device))
                        : Uni.createFrom().voidItem())
                .chain(exists -> outbox.publish(List.of(device.value())).replaceWith(exists));
    }

    private Uni<Boolean> revoke(
            SqlClient transaction, CredentialId device, AccountId account, DeviceRevoked.RevokedBy by) {
        return Database.query(transaction, LOCK, Tuple.of(device.value(), account.value()))
                .chain(rows -> {
                    Optional<Row> found = Database.first(rows);
                    if (found.isEmpty() || found.get().getBoolean("revoked")) {
                        return Uni.createFrom().item(found.isPresent());
                    }
                    EventEnvelope envelope = envelopes.create();
                    DeviceRevoked event = new DeviceRevoked(
                            envelope.id(), envelope.at(), device, account, by, envelope.traceparent());
                    return Database.query(transaction, REVOKE, Tuple.of(device.value()))
                            .chain(() -> outbox.add(transaction, event))
                            .replaceWith(true);
                });
    }
}
