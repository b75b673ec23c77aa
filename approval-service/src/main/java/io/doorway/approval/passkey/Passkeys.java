package io.doorway.approval.passkey;

import io.doorway.approval.credential.Credential;
import io.doorway.approval.database.Database;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The passkeys that are kept. Each is found by its own device alone: to any other, of the same account too, there is none. */
@ApplicationScoped
class Passkeys {
    private static final String FIND = """
            select passkey_id, cose_key, backup_eligible, sign_count
            from approval.passkey
            where passkey_id = $1 and credential_id = $2""";
    private static final String LIST = """
            select passkey_id, registered_at, last_used_at
            from approval.passkey
            where credential_id = $1
            order by registered_at, passkey_id""";
    private static final String LOCK_DEVICE =
            "select 1 from approval.credential where credential_id = $1 and revoked_at is null for update";
    private static final String COUNT = "select count(*) as passkeys from approval.passkey where credential_id = $1";
    private static final String ADD = """
            insert into approval.passkey (passkey_id, credential_id, cose_key, backup_eligible, sign_count)
            values ($1, $2, $3, $4, $5)
            on conflict (passkey_id) do nothing
            returning registered_at""";
    private static final String REMOVE =
            "delete from approval.passkey where passkey_id = $1 and credential_id = $2 returning passkey_id";
    private static final String USE = """
            update approval.passkey
            set sign_count = $3, last_assertion = $4, last_used_at = now()
            where passkey_id = $1 and credential_id = $2
              and (sign_count < $3 or (sign_count = 0 and $3 = 0) or last_assertion = $4)
            returning passkey_id""";

    private final Database database;

    Passkeys(Database database) {
        this.database = database;
    }

    Uni<Optional<Passkey>> find(String id, Credential owner) {
        return database.query(FIND, Tuple.of(id, owner.id()))
                .map(rows -> Database.first(rows).map(Passkeys::passkey));
    }

    Uni<PasskeyList> list(Credential owner) {
        return database.query(LIST, Tuple.of(owner.id())).map(rows -> {
            List<PasskeyList.Item> items = new ArrayList<>();
            rows.forEach(row -> items.add(new PasskeyList.Item(
                    row.getString("passkey_id"),
                    row.getOffsetDateTime("registered_at").toInstant(),
                    instant(row.getOffsetDateTime("last_used_at")))));
            return new PasskeyList(items);
        });
    }

    /** How many the device has, under a lock of the device until the transaction ends; empty if it was revoked meanwhile. */
    static Uni<Optional<Long>> count(SqlClient transaction, Credential owner) {
        return Database.rows(transaction, LOCK_DEVICE, Tuple.of(owner.id()))
                .chain(device -> device.size() == 0
                        ? Uni.createFrom().item(Optional.empty())
                        : Database.rows(transaction, COUNT, Tuple.of(owner.id()))
                                .map(count ->
                                        Optional.of(count.iterator().next().getLong("passkeys"))));
    }

    /** Since when it is the device's; empty if there is a passkey of that id already (WebAuthn section 7.1, step 26). */
    static Uni<Optional<Instant>> add(SqlClient transaction, Passkey passkey, Credential owner) {
        Tuple row = Tuple.of(
                passkey.id(),
                owner.id(),
                Buffer.buffer(passkey.coseKey()),
                passkey.backupEligible(),
                passkey.signCount());
        return Database.rows(transaction, ADD, row)
                .map(rows -> Database.first(rows)
                        .map(added -> added.getOffsetDateTime("registered_at").toInstant()));
    }

    /** Whether the device had it. */
    static Uni<Boolean> remove(SqlClient transaction, String id, Credential owner) {
        return Database.rows(transaction, REMOVE, Tuple.of(id, owner.id())).map(rows -> rows.size() > 0);
    }

    /**
     * Moves the signature counter (WebAuthn section 7.2, step 22). False if it did not go forward, which says that there are two
     * of what should be one. Of two that come at once with the same counter, one is refused. An authenticator that does not count
     * always says 0; a call that is repeated with the very same assertion is no second use.
     */
    Uni<Boolean> use(Passkey passkey, Credential owner, long counter, byte[] assertionHash) {
        return database.query(USE, Tuple.of(passkey.id(), owner.id(), counter, Buffer.buffer(assertionHash)))
                .map(rows -> rows.size() > 0);
    }

    private static Passkey passkey(Row row) {
        return new Passkey(
                row.getString("passkey_id"),
                row.getBuffer("cose_key").getBytes(),
                row.getBoolean("backup_eligible"),
                row.getLong("sign_count"));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
