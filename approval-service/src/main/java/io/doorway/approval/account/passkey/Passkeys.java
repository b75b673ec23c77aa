package io.doorway.approval.account.passkey;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.doorway.approval.credential.Credential;
import io.doorway.approval.database.Database;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.CredentialId;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The passkeys in PostgreSQL. A passkey is found by its own device only, not by other devices of the account. */
@Singleton
class Passkeys {
    private static final String FIND = """
            select passkey_id, cose_key, backup_eligible, sign_count, active_from <= now() as active
            from approval.passkey
            where passkey_id = $1 and credential_id = $2""";
    private static final String LIST = """
            select passkey_id, registered_at, last_used_at, nullif(greatest(active_from, now()), now()) as active_from
            from approval.passkey
            where credential_id = $1
            order by registered_at, passkey_id""";
    private static final String LOCK_DEVICE =
            "select 1 from approval.credential where credential_id = $1 and revoked_at is null for update";
    private static final String COUNT = "select count(*) as passkeys from approval.passkey where credential_id = $1";
    private static final String ADD = """
            insert into approval.passkey (passkey_id, credential_id, cose_key, backup_eligible, sign_count, active_from)
            values ($1, $2, $3, $4, $5, now() + make_interval(secs => $6))
            on conflict (passkey_id) do nothing
            returning registered_at, active_from""";
    private static final String FIND_SAME = """
            select registered_at, active_from from approval.passkey
            where passkey_id = $1 and credential_id = $2 and cose_key = $3""";
    private static final String REMOVE = """
            with removed as (
                delete from approval.passkey where passkey_id = $1 and credential_id = $2
                returning passkey_id, credential_id)
            insert into approval.removed_passkey (passkey_id, credential_id) table removed
            on conflict (passkey_id, credential_id) do update set removed_at = now()
            returning passkey_id""";
    private static final String REMOVE_OF_OTHER = """
            with removed as (
                delete from approval.passkey p using approval.credential c
                where p.passkey_id = $1 and p.credential_id = $2 and c.credential_id = p.credential_id
                  and c.account = $3 and c.credential_id <> $4
                  and (p.active_from > now() or c.enrolled_at > $5)
                returning p.passkey_id, p.credential_id)
            insert into approval.removed_passkey (passkey_id, credential_id) table removed
            on conflict (passkey_id, credential_id) do update set removed_at = now()
            returning passkey_id""";
    private static final String WAS_REMOVED = """
            select from approval.removed_passkey r join approval.credential c using (credential_id)
            where r.passkey_id = $1 and r.credential_id = $2 and c.account = $3
              and not exists (select from approval.passkey p where p.passkey_id = r.passkey_id)""";
    private static final String RECORD_USE = """
            update approval.passkey
            set sign_count = $3, last_assertion = $4, last_used_at = now()
            where passkey_id = $1 and credential_id = $2
              and (sign_count < $3 or (sign_count = 0 and $3 = 0) or last_assertion = $4)
            returning passkey_id""";

    private final Database database;

    Passkeys(Database database) {
        this.database = database;
    }

    /**
     * A passkey.
     *
     * @param id WebAuthn's credential id, base64url
     * @param coseKey its public key (RFC 9052 section 7)
     * @param backupEligible whether it may be synchronized to other devices; this never changes (WebAuthn section 6.1.3)
     * @param signCount its signature counter
     * @param active whether its own cooling-off period is over
     */
    record Passkey(String id, byte[] coseKey, boolean backupEligible, long signCount, boolean active) {}

    /**
     * The times of a passkey that was added.
     *
     * @param activeFrom when it begins to count
     */
    record AddedPasskey(Instant registeredAt, Instant activeFrom) {}

    /** @param passkeys oldest first */
    record PasskeyList(List<ListedPasskey> passkeys) {}

    /**
     * A passkey in the list of its device.
     *
     * @param id WebAuthn's credential id, base64url
     * @param registeredAt when it was registered
     * @param lastUsedAt when it last verified an approval, or null
     * @param activeFrom when it begins to count, or null if it counts
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ListedPasskey(
            String id,
            Instant registeredAt,
            @Nullable Instant lastUsedAt,
            @Nullable Instant activeFrom) {}

    Uni<Optional<Passkey>> find(String id, Credential owner) {
        return database.query(FIND, Tuple.of(id, owner.id().value()))
                .map(rows -> Database.first(rows).map(Passkeys::passkey));
    }

    Uni<PasskeyList> list(Credential owner) {
        return database.query(LIST, Tuple.of(owner.id().value()))
                .map(rows -> new PasskeyList(Database.list(rows, Passkeys::listedPasskey)));
    }

    /** The number of the device's passkeys; locks the device until the transaction ends. Empty if the device is revoked. */
    static Uni<Optional<Long>> count(SqlClient transaction, Credential owner) {
        return Database.query(transaction, LOCK_DEVICE, Tuple.of(owner.id().value()))
                .chain(device -> device.size() == 0
                        ? Uni.createFrom().item(Optional.empty())
                        : Database.query(transaction, COUNT, Tuple.of(owner.id().value()))
                                .map(count ->
                                        Optional.of(count.iterator().next().getLong("passkeys"))));
    }

    /** The times of this passkey of the device, if it has it already. */
    static Uni<Optional<AddedPasskey>> findSame(SqlClient transaction, Passkey passkey, Credential owner) {
        Tuple same = Tuple.of(passkey.id(), owner.id().value(), Buffer.buffer(passkey.coseKey()));
        return Database.query(transaction, FIND_SAME, same).map(Passkeys::added);
    }

    /** When it was registered and when it begins to count, which is {@code wait} later; empty if the id is taken by another passkey (WebAuthn section 7.1, step 26). */
    static Uni<Optional<AddedPasskey>> add(SqlClient transaction, Passkey passkey, Credential owner, Duration wait) {
        Tuple row = Tuple.of(
                passkey.id(),
                owner.id().value(),
                Buffer.buffer(passkey.coseKey()),
                passkey.backupEligible(),
                passkey.signCount(),
                (double) wait.toSeconds());
        return Database.query(transaction, ADD, row).map(Passkeys::added);
    }

    private static Optional<AddedPasskey> added(RowSet<Row> rows) {
        return Database.first(rows)
                .map(added -> new AddedPasskey(
                        Database.instant(added, "registered_at"), Database.instant(added, "active_from")));
    }

    /** Whether the device had the passkey. */
    static Uni<Boolean> remove(SqlClient transaction, String id, Credential owner) {
        return Database.query(transaction, REMOVE, Tuple.of(id, owner.id().value()))
                .map(rows -> rows.size() > 0);
    }

    /** Removes a passkey of another device that does not count yet, or whose device is younger. */
    static Uni<Boolean> removeOf(SqlClient transaction, CredentialId device, String id, Credential by) {
        Tuple arguments = Tuple.of(
                id, device.value(), by.account().value(), by.id().value(), Database.timestamp(by.enrolledAt()));
        return Database.query(transaction, REMOVE_OF_OTHER, arguments).map(rows -> rows.size() > 0);
    }

    /** Whether a passkey of that id was removed from that device of the account, and is not there. */
    static Uni<Boolean> wasRemoved(SqlClient transaction, CredentialId device, String id, AccountId account) {
        return Database.query(transaction, WAS_REMOVED, Tuple.of(id, device.value(), account.value()))
                .map(rows -> rows.size() > 0);
    }

    /**
     * Stores the new signature counter (WebAuthn section 7.2, step 22), in one statement, so that of two concurrent uses with the same
     * counter one is refused. An authenticator without a counter always sends 0. Repeating the same assertion is not another use.
     *
     * @param assertionHash SHA-256 of the assertion's signature
     * @return false if the counter did not increase, which indicates a copy of the passkey
     */
    Uni<Boolean> recordUse(Passkey passkey, Credential owner, long counter, byte[] assertionHash) {
        return database.query(
                        RECORD_USE, Tuple.of(passkey.id(), owner.id().value(), counter, Buffer.buffer(assertionHash)))
                .map(rows -> rows.size() > 0);
    }

    private static Passkey passkey(Row row) {
        return new Passkey(
                row.getString("passkey_id"),
                row.getBuffer("cose_key").getBytes(),
                row.getBoolean("backup_eligible"),
                row.getLong("sign_count"),
                row.getBoolean("active"));
    }

    private static ListedPasskey listedPasskey(Row row) {
        return new ListedPasskey(
                row.getString("passkey_id"),
                Database.instant(row, "registered_at"),
                Database.instantOrNull(row, "last_used_at"),
                Database.instantOrNull(row, "active_from"));
    }
}
