package io.doorway.session.provider.refresh;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.doorway.login.database.PostgresDatabase;
import io.doorway.login.revocation.RevocationList;
import io.doorway.protocol.challenge.Challenge.Consumed;
import io.doorway.protocol.encoding.Base64Url;
import io.doorway.protocol.encoding.Sha256;
import io.doorway.protocol.secret.SecretText;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.protocol.vocabulary.CredentialId;
import io.doorway.protocol.vocabulary.SessionId;
import io.doorway.session.database.Database;
import io.doorway.session.provider.oauth.Confirmation;
import io.doorway.session.provider.oauth.RedisRecordCodec;
import io.doorway.session.provider.token.AccessTokens.AccessToken;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Grants of refresh tokens, in PostgreSQL. Tokens are stored as hashes. Every time is PostgreSQL's. If any number of callers replace one token at
 * once, exactly one succeeds.
 */
@Singleton
public class RefreshTokens {
    private static final Logger LOGGER = Logger.getLogger(RefreshTokens.class);

    private static final int BYTES = 32;
    private static final RedisRecordCodec<RefreshGrant> RECORDS =
            new RedisRecordCodec<>("refresh-grant", RefreshGrant.class);

    private static final String CREATE = """
            with created as (
                insert into session.refresh_grant (grant_id, session_id, client_id, account, record, expires_at, credential_id)
                values ($1, $2, $3, $4, $5, now() + make_interval(secs => $6), $8) returning grant_id)
            insert into session.refresh_token (token_hash, grant_id) select $7, grant_id from created""";
    private static final String FIND = """
            select g.grant_id, g.client_id, g.record, g.ended_at is not null as ended, t.replaced_at is not null as replaced,
                g.expires_at <= now() or g.used_at + make_interval(secs => $2) <= now() as expired, now() as now
            from session.refresh_token t join session.refresh_grant g using (grant_id) where t.token_hash = $1""";
    private static final String REPLACE = """
            with replaced as (
                update session.refresh_token set replaced_at = now()
                where token_hash = $1 and replaced_at is null returning grant_id),
            used as (
                update session.refresh_grant set used_at = now()
                where grant_id in (select grant_id from replaced) and ended_at is null returning grant_id)
            insert into session.refresh_token (token_hash, grant_id) select $2, grant_id from used returning grant_id""";
    private static final String USE = """
            update session.refresh_grant set used_at = now() where grant_id = $1 and ended_at is null returning grant_id""";
    private static final String END = """
            update session.refresh_grant set ended_at = now(), ended_by = $2 where grant_id = $1 and ended_at is null""";
    private static final int BATCH = 10_000;
    private static final String DELETE_EXPIRED = """
            delete from session.refresh_grant where grant_id in (
                select grant_id from session.refresh_grant where expires_at < now() - interval '1 day' limit $1::int)""";

    private final Database database;
    private final RefreshConfig config;
    private final RandomGenerator random;

    RefreshTokens(Database database, RefreshConfig config, RandomGenerator random) {
        this.database = database;
        this.config = config;
        this.random = random;
        requireBounded(config);
    }

    /** A suspended account must be known for as long as a refresh token that it approved. */
    private static void requireBounded(RefreshConfig config) {
        if (config.lifetime().isNegative()
                || config.lifetime().isZero()
                || config.lifetime().compareTo(RevocationList.LONGEST_GRANT) > 0) {
            throw new IllegalArgumentException("doorway.refresh.lifetime: expected more than zero and at most "
                    + RevocationList.LONGEST_GRANT.toDays() + " days");
        }
        if (config.idle().isNegative() || config.idle().isZero()) {
            throw new IllegalArgumentException("doorway.refresh.idle: expected more than zero");
        }
    }

    /**
     * What may be refreshed.
     *
     * @param access what the first access token granted
     * @param challenge the challenge of the login
     * @param credential the device that approved
     * @param amr the methods of the login, for ID tokens
     * @param confirmation what refresh tokens are bound to, or null; the name in the record is that of the first version
     */
    public record RefreshGrant(
            AccessToken access,
            ChallengeId challenge,
            CredentialId credential,
            List<String> amr,
            @JsonProperty("dpop_key") @Nullable Confirmation confirmation) {
        public RefreshGrant {
            amr = List.copyOf(amr);
        }

        static RefreshGrant of(Consumed login, AccessToken access, @Nullable Confirmation confirmation) {
            return new RefreshGrant(
                    access,
                    login.id(),
                    login.scan().credential(),
                    login.approval().amr(),
                    confirmation);
        }
    }

    /**
     * A token that was found.
     *
     * @param grantId the id of its grant
     * @param client the client that it was issued to
     * @param isReplaced whether a later token has replaced it
     * @param isEnded whether its grant was ended
     * @param isExpired whether its grant has expired, or was not used for too long
     * @param now PostgreSQL's time
     */
    record FoundToken(
            String grantId,
            ClientId client,
            RefreshGrant grant,
            boolean isReplaced,
            boolean isEnded,
            boolean isExpired,
            Instant now) {}

    /** A new grant, with its id, which its access tokens name. */
    public String newId() {
        return Base64Url.random(random, BYTES / 2);
    }

    /** Stores a grant and returns its first token. */
    public Uni<SecretText> create(String id, Consumed login, AccessToken access, @Nullable Confirmation confirmation) {
        SecretText token = newToken();
        Tuple arguments = Tuple.tuple(List.of(
                id,
                SessionId.of(login.id()).value(),
                access.client().value(),
                access.account().value(),
                RECORDS.write(RefreshGrant.of(login, access, confirmation)),
                (double) config.lifetime().toSeconds(),
                hash(token),
                login.scan().credential().value()));
        return database.query(CREATE, arguments).replaceWith(token);
    }

    /** The token with this text, also if it is not valid any more. */
    Uni<Optional<FoundToken>> find(String text) {
        return database.query(
                        FIND, Tuple.of(Sha256.text(text), (double) config.idle().toSeconds()))
                .map(rows -> PostgresDatabase.first(rows).map(RefreshTokens::found));
    }

    private static FoundToken found(Row row) {
        return new FoundToken(
                row.getString("grant_id"),
                new ClientId(row.getString("client_id")),
                RECORDS.read(row.getString("record")),
                row.getBoolean("replaced"),
                row.getBoolean("ended"),
                row.getBoolean("expired"),
                row.get(OffsetDateTime.class, "now").toInstant());
    }

    /** Replaces the token by a new one. Empty if it was replaced before, or its grant ended. */
    Uni<Optional<SecretText>> replace(String text) {
        SecretText successor = newToken();
        return database.query(REPLACE, Tuple.of(Sha256.text(text), hash(successor)))
                .map(rows -> rows.size() == 1 ? Optional.of(successor) : Optional.empty());
    }

    /** Records the use of a grant whose token stays the same. False if the grant ended. */
    Uni<Boolean> use(String grantId) {
        return database.query(USE, Tuple.of(grantId)).map(rows -> rows.size() == 1);
    }

    /**
     * Ends a grant. May be repeated.
     *
     * @param cause for the operator who reads the table
     */
    public Uni<Void> end(String grantId, String cause) {
        return database.query(END, Tuple.of(grantId, cause)).replaceWithVoid();
    }

    @Scheduled(every = "1h", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> deleteExpired() {
        return deleteBatches()
                .onFailure()
                .invoke(e -> LOGGER.warnf("expired refresh tokens are not deleted yet: %s", e.getMessage()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private Uni<Void> deleteBatches() {
        return database.query(DELETE_EXPIRED, Tuple.of(BATCH))
                .chain(rows -> rows.rowCount() == BATCH
                        ? deleteBatches()
                        : Uni.createFrom().voidItem());
    }

    private SecretText newToken() {
        return SecretText.of(Base64Url.random(random, BYTES));
    }

    private static String hash(SecretText token) {
        return Sha256.text(token.open());
    }
}
