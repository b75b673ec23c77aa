package io.doorway.approval.account.addition;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import io.doorway.approval.credential.Credential;
import io.doorway.approval.credential.Credentials.NewCredential;
import io.doorway.approval.credential.DeviceName;
import io.doorway.approval.credential.EnrolmentConfig;
import io.doorway.approval.database.Database;
import io.doorway.protocol.encoding.Sha256;
import io.doorway.protocol.secret.SecretText;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.CredentialId;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The additions of devices in PostgreSQL. A device has at most one open addition. The first key that claims it is its key; of several
 * concurrent claims one succeeds. An addition of a device that was revoked, or of a suspended account, is not found. All times are by the
 * database's clock.
 */
@Singleton
class DeviceAdditions {
    private static final Logger LOGGER = Logger.getLogger(DeviceAdditions.class);

    private static final String CANCEL_OPEN =
            "delete from approval.device_addition where requested_by = $1 and approved_at is null";
    private static final String ADD = """
            insert into approval.device_addition (id, secret_hash, account, requested_by, expires_at)
            values ($1, $2, $3, $4, now() + make_interval(secs => $5))
            returning now() as created_at, expires_at""";
    private static final String SELECT = """
            select d.id, d.account, d.requested_by, d.expires_at, d.credential_id, d.name, d.public_jwk, d.thumbprint,
                d.approved_at is not null as approved, a.claims ->> 'name' as person, r.name as requester
            from approval.device_addition d
                join approval.account a on a.account = d.account and a.status = 'active'
                join approval.credential r on r.credential_id = d.requested_by and r.revoked_at is null
            where d.expires_at > now() and""";
    private static final String FIND_BY_SECRET = SELECT + " d.secret_hash = $1 and d.approved_at is null";
    private static final String FIND_OF = SELECT + " d.id = $1 and d.requested_by = $2";

    /** Locks the account as well, so that the number of its devices does not change. */
    private static final String LOCK_OF = FIND_OF + " for update of d, a";

    private static final String CLAIM = """
            update approval.device_addition d set credential_id = $2, name = $3, public_jwk = $4, thumbprint = $5
            where d.secret_hash = $1 and d.thumbprint is null and d.expires_at > now()
                and not exists (select from approval.device_addition other where other.thumbprint = $5)
                and not exists (select from approval.credential c where c.thumbprint = $5)""";
    private static final String FIND_APPROVED = """
            select c.credential_id, c.account from approval.credential c
            where c.thumbprint = $1 and c.added_by is not null and c.revoked_at is null""";
    private static final String FIND_CLAIMED = SELECT + " d.thumbprint = $1";
    private static final String MARK_APPROVED = "update approval.device_addition set approved_at = now() where id = $1";
    private static final String SET_ADDED_BY = "update approval.credential set added_by = $2 where credential_id = $1";
    private static final String RECOGNISE =
            "insert into approval.recognised_device (recognised_by, credential_id) values ($2, $1)";
    private static final String CANCEL = """
            delete from approval.device_addition where id = $1 and requested_by = $2 and approved_at is null
            returning id""";
    private static final String DELETE_EXPIRED = "delete from approval.device_addition where expires_at < now()";

    private final Database database;
    private final EnrolmentConfig config;

    DeviceAdditions(Database database, EnrolmentConfig config) {
        this.database = database;
        this.config = config;
    }

    /**
     * An addition that has not expired.
     *
     * @param person the claim {@code name} of the account, or null
     * @param requester the name of the device that adds
     * @param claim the new phone, or null if none has claimed it yet
     * @param approved whether the new phone is a device of the account
     */
    record Addition(
            String id,
            AccountId account,
            @Nullable String person,
            CredentialId requestedBy,
            String requester,
            Instant expiresAt,
            @Nullable Claim claim,
            boolean approved) {}

    /** @param thumbprint RFC 7638 thumbprint of its key */
    record Claim(NewCredential credential, String thumbprint) {}

    /** A device that was added. */
    record AddedDevice(CredentialId credential, AccountId account) {}

    /** When an addition was started, and until when it can be completed. */
    record Validity(Instant from, Instant until) {}

    /** Starts an addition, which replaces an earlier one of the same device. */
    Uni<Validity> start(String id, SecretText code, Credential by) {
        Tuple addition = Tuple.tuple()
                .addValue(id)
                .addValue(hash(code.open()))
                .addValue(by.account().value())
                .addValue(by.id().value())
                .addValue((double) config.additionTtl().toSeconds());
        return database.inTransaction(transaction -> Database.query(
                        transaction, CANCEL_OPEN, Tuple.of(by.id().value()))
                .chain(() -> Database.query(transaction, ADD, addition))
                .map(rows -> rows.iterator().next())
                .map(row -> new Validity(Database.instant(row, "created_at"), Database.instant(row, "expires_at"))));
    }

    /** The addition that a code points to, if it is not completed. */
    Uni<Optional<Addition>> findByCode(String code) {
        return database.query(FIND_BY_SECRET, Tuple.of(hash(code)))
                .map(rows -> Database.first(rows).map(DeviceAdditions::addition));
    }

    /** Claims an addition that no key has claimed, for a key that is not enrolled. Without effect otherwise. */
    Uni<Void> claim(String code, CredentialId id, DeviceName name, ECKey key) {
        Tuple row = Tuple.tuple()
                .addValue(hash(code))
                .addValue(id.value())
                .addValue(name.text())
                .addValue(key.toPublicJWK().toJSONString())
                .addValue(thumbprint(key));
        return database.query(CLAIM, row).replaceWithVoid();
    }

    /** The device that was enrolled with this key by an addition. */
    Uni<Optional<AddedDevice>> findAdded(ECKey key) {
        return database.query(FIND_APPROVED, Tuple.of(thumbprint(key)))
                .map(rows -> Database.first(rows)
                        .map(row -> new AddedDevice(
                                new CredentialId(row.getString("credential_id")),
                                new AccountId(row.getString("account")))));
    }

    /** The addition that this key has claimed. */
    Uni<Optional<Addition>> findClaimed(ECKey key) {
        return database.query(FIND_CLAIMED, Tuple.of(thumbprint(key)))
                .map(rows -> Database.first(rows).map(DeviceAdditions::addition));
    }

    /** The addition of the device that started it. */
    Uni<Optional<Addition>> find(String id, CredentialId by) {
        return database.query(FIND_OF, Tuple.of(id, by.value()))
                .map(rows -> Database.first(rows).map(DeviceAdditions::addition));
    }

    /** The same, locked with its account until the transaction ends. */
    Uni<Optional<Addition>> lock(SqlClient transaction, String id, CredentialId by) {
        return Database.query(transaction, LOCK_OF, Tuple.of(id, by.value()))
                .map(rows -> Database.first(rows).map(DeviceAdditions::addition));
    }

    /** Completes an addition whose device was stored: the device that added it knows it as the person's own. */
    Uni<Void> complete(SqlClient transaction, Addition addition, CredentialId added) {
        Tuple devices = Tuple.of(added.value(), addition.requestedBy().value());
        return Database.query(transaction, MARK_APPROVED, Tuple.of(addition.id()))
                .chain(() -> Database.query(transaction, SET_ADDED_BY, devices))
                .chain(() -> Database.query(transaction, RECOGNISE, devices))
                .replaceWithVoid();
    }

    /** Whether there was such an addition; it is cancelled. */
    Uni<Boolean> cancel(String id, CredentialId by) {
        return database.query(CANCEL, Tuple.of(id, by.value())).map(rows -> rows.size() > 0);
    }

    @Scheduled(every = "60s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> deleteExpired() {
        return database.query(DELETE_EXPIRED, Tuple.tuple())
                .replaceWithVoid()
                .onFailure()
                .invoke(e -> LOGGER.warnf("expired additions of devices are not deleted yet: %s", e.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    private static Buffer hash(String code) {
        return Buffer.buffer(Sha256.of(code.getBytes(StandardCharsets.UTF_8)));
    }

    static String thumbprint(ECKey key) {
        try {
            return key.computeThumbprint().toString();
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static Addition addition(Row row) {
        return new Addition(
                row.getString("id"),
                new AccountId(row.getString("account")),
                row.getString("person"),
                new CredentialId(row.getString("requested_by")),
                row.getString("requester"),
                Database.instant(row, "expires_at"),
                row.getString("thumbprint") == null ? null : claim(row),
                row.getBoolean("approved"));
    }

    private static Claim claim(Row row) {
        try {
            NewCredential credential = new NewCredential(
                    new CredentialId(row.getString("credential_id")),
                    row.getString("name"),
                    ECKey.parse(row.getString("public_jwk")));
            return new Claim(credential, row.getString("thumbprint"));
        } catch (ParseException e) {
            throw new IllegalStateException("only P-256 keys are stored", e);
        }
    }
}
