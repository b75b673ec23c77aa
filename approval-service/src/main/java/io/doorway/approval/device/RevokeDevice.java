package io.doorway.approval.device;

import io.doorway.approval.database.Database;
import io.doorway.edge.account.CredentialGate;
import io.doorway.edge.trace.LoginTrace;
import io.doorway.protocol.Base64Url;
import io.doorway.protocol.event.DeviceRevoked;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

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
    private static final int ID_BYTES = 16;

    private final Database database;
    private final CredentialGate gate;
    private final DeviceOutbox outbox;
    private final RandomGenerator random;
    private final InstantSource clock;
    private final LoginTrace trace;

    RevokeDevice(
            Database database,
            CredentialGate gate,
            DeviceOutbox outbox,
            RandomGenerator random,
            InstantSource clock,
            LoginTrace trace) {
        this.database = database;
        this.gate = gate;
        this.outbox = outbox;
        this.random = random;
        this.clock = clock;
        this.trace = trace;
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
            DeviceRevoked event =
                    new DeviceRevoked(randomId(), clock.instant(), credentialId, account, by, trace.current());
            return Database.rows(transaction, REVOKE, Tuple.of(credentialId))
                    .chain(() -> outbox.add(transaction, event))
                    .replaceWith(true);
        });
    }

    private String randomId() {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        return Base64Url.encode(id);
    }
}
