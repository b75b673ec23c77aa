package io.doorway.login.revocation;

import io.doorway.protocol.challenge.Scan;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.CredentialId;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.protocol.vocabulary.SessionId;
import io.doorway.store.redis.RedisFlags;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The accounts, credentials and sessions that were revoked lately, in Redis.
 *
 * <p>approval-service owns accounts and devices and reads its database at every step of a login. What they approved just before they
 * were revoked is stopped by this list, in the services that do not have that database. An entry is kept for longer than a challenge,
 * a code or an access token is valid. They are in the same Redis, so a Redis that loses the list loses them too. Browsers are not in
 * the list: forgetting a browser ends no login.
 *
 * <p>Every call fails with {@code StoreUnavailableException} if Redis does not answer; the caller then refuses.
 */
@ApplicationScoped
public class RevocationList {

    private static final Duration TTL = Duration.ofDays(1);

    private final RedisFlags flags;

    RevocationList(RedisFlags flags) {
        this.flags = flags;
    }

    /** What can be revoked. */
    public sealed interface Entry {

        /** The key in Redis. */
        String key();

        /** Why a step of a revoked login is refused. */
        RefusalReason reason();
    }

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
    public record Credential(CredentialId id) implements Entry {

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
    public record Session(SessionId id) implements Entry {

        @Override
        public String key() {
            return "revoked:session:" + id.value();
        }

        @Override
        public RefusalReason reason() {
            return RefusalReason.SESSION_ENDED;
        }
    }

    /** Adds an entry. May be repeated. */
    public Uni<Void> revoke(Entry entry) {
        return flags.set(entry.key(), TTL);
    }

    /** Removes a suspended account. Devices and sessions stay revoked. May be repeated. */
    public Uni<Void> reinstate(Account account) {
        return flags.clear(account.key());
    }

    /**
     * Looks for all entries at once. Their keys are in different hash slots of a Redis Cluster, so each is a request of its own.
     *
     * @return the reason of the first entry, in the order of the arguments, that is revoked; empty if none is
     */
    public Uni<Optional<RefusalReason>> firstRevoked(Entry... entries) {
        return Uni.join()
                .all(List.of(entries).stream()
                        .map(entry -> flags.isSet(entry.key()))
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
}
