package io.doorway.login.revocation;

import static io.doorway.store.redis.RedisScript.millis;

import io.doorway.protocol.challenge.Scan;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.CredentialId;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.protocol.vocabulary.SessionId;
import io.doorway.store.redis.RedisCalls;
import io.doorway.store.redis.RedisKeys;
import io.doorway.store.redis.RedisScript;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Response;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The accounts, credentials and sessions that were revoked lately, in Redis.
 *
 * <p>approval-service owns accounts and devices and reads its database at every step of a login. What they approved just before they
 * were revoked is stopped by this list, in the services that do not have that database. An entry is kept for longer than a challenge,
 * a code, an access token or a refresh token is valid. Browsers are not in the list: forgetting a browser ends no login.
 *
 * <p>An entry has the version of the status in PostgreSQL, and an earlier version never replaces a later one. So an account that is
 * suspended and resumed by several operators at once has the same status in the list as in the database, in whatever order their
 * updates arrive. approval-service writes the list again from PostgreSQL after a crash and after Redis lost data (ADR 0022).
 *
 * <p>Every call fails with {@code StoreUnavailableException} if Redis does not answer; the caller then refuses.
 */
@Singleton
public class RevocationList {

    private static final RedisScript RECORD_STATUS = RedisScript.of(RevocationList.class, "record-status.lua");
    private static final RedisScript CHECK = RedisScript.condition(RevocationList.class, "check-revocation.lua");
    private static final RedisScript STORE_HISTORY = RedisScript.of(RevocationList.class, "store-history.lua");
    /** The longest time for which a relying party may refresh its tokens without a login. */
    public static final Duration LONGEST_GRANT = Duration.ofDays(90);

    /** How long an entry matters: longer than a challenge, its code and every token that follows from it are valid, one after the other. */
    public static final Duration RETENTION = LONGEST_GRANT.plusDays(1);

    private static final Duration TTL = RETENTION.plusDays(1);
    private static final String REVOKED = "revoked";
    private static final String ACTIVE = "active";

    /** Devices and sessions are revoked once and stay revoked. */
    private static final long ONLY_VERSION = 1;

    private final RedisCalls redis;

    RevocationList(RedisCalls redis) {
        this.redis = redis;
    }

    /** What can be revoked. */
    public sealed interface Entry {

        /** The key in Redis. */
        String key();

        /** Why a step of a revoked login is refused. */
        RefusalReason reason();
    }

    /** What stays revoked once it is. */
    public sealed interface Permanent extends Entry {}

    /** An account that is suspended: nothing that it approved is valid any more. */
    public record Account(AccountId id) implements Entry {

        @Override
        public String key() {
            return "revoked:account:" + id.value();
        }

        @Override
        public RefusalReason reason() {
            return RefusalReason.ACCOUNT_NOT_ACTIVE;
        }
    }

    /** A revoked device: no login that it approved is completed. */
    public record Credential(CredentialId id) implements Permanent {

        @Override
        public String key() {
            return "revoked:credential:" + id.value();
        }

        @Override
        public RefusalReason reason() {
            return RefusalReason.CREDENTIAL_NOT_ACTIVE;
        }
    }

    /** A session that its person disowned: no code of it is redeemed and no token of it is accepted. */
    public record Session(SessionId id) implements Permanent {

        @Override
        public String key() {
            return "revoked:session:" + id.value();
        }

        @Override
        public RefusalReason reason() {
            return RefusalReason.SESSION_ENDED;
        }
    }

    /** Revokes a device or a session. May be repeated. */
    public Uni<Void> revoke(Permanent entry) {
        return record(entry, ONLY_VERSION, REVOKED);
    }

    /**
     * Records that an account is suspended. May be repeated.
     *
     * @param version the version of the account's status in PostgreSQL; without effect if a later one is recorded
     */
    public Uni<Void> suspend(Account account, long version) {
        return record(account, version, REVOKED);
    }

    /**
     * Records that an account is active again. May be repeated.
     *
     * @param version the version of the account's status in PostgreSQL; without effect if a later one is recorded
     */
    public Uni<Void> resume(Account account, long version) {
        return record(account, version, ACTIVE);
    }

    /**
     * Looks for all entries at once. Their keys are in different hash slots of a Redis Cluster, so each is a request of its own, and a condition.
     *
     * @return the reason of the first entry, in the order of the arguments, that is revoked; empty if none is
     */
    public Uni<Optional<RefusalReason>> firstRevoked(Entry... entries) {
        return Uni.join()
                .all(List.of(entries).stream()
                        .map(entry -> CHECK.run(redis, List.of(entry.key()), List.of())
                                .map(revoked -> revoked.toInteger() != 0))
                        .toList())
                .andFailFast()
                .map(revoked -> IntStream.range(0, entries.length)
                        .filter(revoked::get)
                        .mapToObj(i -> entries[i].reason())
                        .findFirst());
    }

    /** Whether a login that this scan claimed may go on: looks for its account, its credential and its session, in this order. */
    public Uni<Optional<RefusalReason>> firstRevoked(ChallengeId login, Scan scan) {
        return firstRevoked(
                new Account(scan.account()), new Credential(scan.credential()), new Session(SessionId.of(login)));
    }

    /**
     * The replication ids of the servers that have the list. They are others after a restart or a promotion, which may have lost
     * entries. On a cluster, the buckets' hash slots stand for all shards. One short call per bucket, one after the other, so that
     * calls of logins come in between.
     */
    public Uni<String> storeHistory() {
        return Multi.createFrom()
                .range(0, ChallengeId.BUCKETS)
                .onItem()
                .transformToUniAndConcatenate(
                        bucket -> STORE_HISTORY.run(redis, List.of(RedisKeys.inBucket(bucket, "history")), List.of()))
                .map(Response::toString)
                .collect()
                .asList()
                .map(ids -> String.join(" ", ids.stream().distinct().toList()));
    }

    private Uni<Void> record(Entry entry, long version, String status) {
        List<String> args = List.of(Long.toString(version), status, millis(TTL));
        return RECORD_STATUS.run(redis, List.of(entry.key()), args).replaceWithVoid();
    }
}
