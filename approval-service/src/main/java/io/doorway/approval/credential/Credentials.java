package io.doorway.approval.credential;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import io.doorway.approval.database.Database;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.CredentialId;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The credentials in PostgreSQL. A public key is enrolled once, for one account. */
@Singleton
public class Credentials {
    private static final String COLUMNS = """
            select c.credential_id, c.account, c.public_key, c.revoked_at is null as active,
            a.status = 'active' as account_active, c.enrolled_at, now() as read_at, a.claims,
            (select min(p.active_from) from approval.passkey p where p.credential_id = c.credential_id)
                as passkeys_active_from
            """;
    private static final String WHERE = """
            from approval.credential c join approval.account a using (account)
            where c.credential_id = $1""";
    private static final String FIND = COLUMNS + WHERE;
    private static final String COUNT =
            "select count(*) as devices from approval.credential where account = $1 and revoked_at is null";
    private static final String ADD = """
            insert into approval.credential (credential_id, account, name, public_key, thumbprint)
            values ($1, $2, $3, $4, $5)
            on conflict (thumbprint) do nothing
            returning credential_id""";
    private static final String SET_INVITATION =
            "update approval.credential set invitation = $2, invitation_name = $3 where credential_id = $1";
    private static final String HAS_KEY =
            "select from approval.credential where credential_id = $1 and thumbprint = $2 and revoked_at is null";

    private static final String SET_INVITATION_REOPENED = """
            update approval.credential set invitation_reopened_at = clock_timestamp()
            where credential_id = $1 and thumbprint <> $2 and invitation_reopened_at is null""";

    private final Database database;

    Credentials(Database database) {
        this.database = database;
    }

    /**
     * A credential that is not stored yet.
     *
     * @param id its id
     * @param name the person's name for the device
     * @param key its public key, on P-256
     */
    public record NewCredential(CredentialId id, String name, ECKey key) {

        private byte[] encodedKey() {
            try {
                return key.toECPublicKey().getEncoded();
            } catch (JOSEException e) {
                throw new IllegalStateException("every Java platform has P-256", e);
            }
        }

        private String thumbprint() {
            return Credentials.thumbprint(key);
        }
    }

    /** RFC 7638 thumbprint of a key. */
    private static String thumbprint(ECKey key) {
        try {
            return key.computeThumbprint().toString();
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The credential, revoked or not. */
    public Uni<Optional<Credential>> find(CredentialId id) {
        return database.query(FIND, Tuple.of(id.value()))
                .map(rows -> Database.first(rows).map(Credentials::read));
    }

    /**
     * A statement that selects the credential {@code $1}, revoked or not, and a further column in the same round trip. {@link #read} reads the
     * credential.
     *
     * @param column an expression with its name, in which {@code c} is the credential
     */
    public static String selectWith(String column) {
        return COLUMNS + ", " + column + "\n" + WHERE;
    }

    /** The number of active devices of an account. The caller holds a lock on the account, so that the number does not change. */
    public Uni<Long> count(SqlClient transaction, AccountId account) {
        return Database.query(transaction, COUNT, Tuple.of(account.value()))
                .map(rows -> rows.iterator().next().getLong("devices"));
    }

    /** Whether the credential was added; false if its key is enrolled already. */
    public Uni<Boolean> add(SqlClient transaction, AccountId account, NewCredential credential) {
        Tuple row = Tuple.of(
                credential.id().value(),
                account.value(),
                credential.name(),
                Buffer.buffer(credential.encodedKey()),
                credential.thumbprint());
        return Database.query(transaction, ADD, row).map(added -> added.size() > 0);
    }

    /** Records the invitation with which a credential was enrolled, in the same transaction. */
    public Uni<Void> setInvitation(SqlClient transaction, CredentialId id, String invitation, @Nullable String name) {
        return Database.query(transaction, SET_INVITATION, Tuple.of(id.value(), invitation, name))
                .replaceWithVoid();
    }

    /**
     * Records that the invitation of a credential was opened again, unless by its own device. Only the first time counts, so that whoever
     * has the link cannot bother the person with it.
     *
     * @param key the key of the device that opened it
     */
    public Uni<Void> setInvitationReopened(SqlClient transaction, CredentialId id, ECKey key) {
        return Database.query(transaction, SET_INVITATION_REOPENED, Tuple.of(id.value(), thumbprint(key)))
                .replaceWithVoid();
    }

    /** Whether the credential {@code id} is active and has the key of the new one. */
    public Uni<Boolean> hasKey(SqlClient transaction, CredentialId id, NewCredential other) {
        return Database.query(transaction, HAS_KEY, Tuple.of(id.value(), other.thumbprint()))
                .map(rows -> rows.size() > 0);
    }

    /** The credential of a row that {@link #selectWith} selected. */
    public static Credential read(Row row) {
        return new Credential(
                new CredentialId(row.getString("credential_id")),
                new AccountId(row.getString("account")),
                publicKey(row.getBuffer("public_key").getBytes()),
                row.getBoolean("active"),
                row.getBoolean("account_active"),
                Database.instant(row, "enrolled_at"),
                later(Database.instantOrNull(row, "passkeys_active_from"), Database.instant(row, "read_at")),
                Database.instant(row, "read_at"),
                row.getJsonObject("claims").getMap());
    }

    /** The time if it has not come yet. */
    private static @Nullable Instant later(@Nullable Instant time, Instant now) {
        return time != null && time.isAfter(now) ? time : null;
    }

    private static ECPublicKey publicKey(byte[] subjectPublicKeyInfo) {
        try {
            return (ECPublicKey)
                    KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(subjectPublicKeyInfo));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("only P-256 keys are stored", e);
        }
    }
}
