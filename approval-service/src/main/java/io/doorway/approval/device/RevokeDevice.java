package io.doorway.approval.device;

import io.doorway.approval.database.Database;
import io.doorway.approval.outbox.EventOutbox;
import io.doorway.edge.account.CredentialGate;
import io.doorway.edge.event.EventStamps;
import io.doorway.edge.event.Stamp;
import io.doorway.protocol.event.DeviceRevoked;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/**
 * Ends a device, for good and at once: its next message is refused, and a login that it approved a moment ago goes no further. Any
 * device of an account may end any other, or itself; so may an operator.
 */
@ApplicationScoped
public class RevokeDevice {
    private static final String LOCK = """
            select revoked_at is not null as revoked from approval.credential
            where credential_id = $1 and account = $2
            for update""";
    private static final String REVOKE = "update approval.credential set revoked_at = now() where credential_id = $1";

    private final Database database;
    private final CredentialGate gate;
    private final EventOutbox outbox;
    private final EventStamps stamps;

    RevokeDevice(Database database, CredentialGate gate, EventOutbox outbox, EventStamps stamps) {
        this.database = database;
        this.gate = gate;
        this.outbox = outbox;
        this.stamps = stamps;
    }

    /**
     * Whether the credential is revoked now; false if the account has none of that id. Repeating it is no error, and makes sure
     * that it was told.
     */
    public Uni<Boolean> revoke(String credentialId, String account, DeviceRevoked.By by) {
        return database.inTransaction(transaction -> revoke(transaction, credentialId, account, by))
                .call(known ->
                        known ? gate.close(credentialId) : Uni.createFrom().voidItem())
                .chain(known -> outbox.tell(List.of(credentialId)).replaceWith(known));
    }

    private Uni<Boolean> revoke(SqlClient transaction, String credentialId, String account, DeviceRevoked.By by) {
        return Database.rows(transaction, LOCK, Tuple.of(credentialId, account)).chain(rows -> {
            Optional<Row> found = Database.first(rows);
            if (found.isEmpty() || found.get().getBoolean("revoked")) {
                return Uni.createFrom().item(found.isPresent());
            }
            Stamp stamp = stamps.now();
            DeviceRevoked event =
                    new DeviceRevoked(stamp.id(), stamp.at(), credentialId, account, by, stamp.traceparent());
            return Database.rows(transaction, REVOKE, Tuple.of(credentialId))
                    .chain(() -> outbox.add(transaction, event))
                    .replaceWith(true);
        });
    }
}
