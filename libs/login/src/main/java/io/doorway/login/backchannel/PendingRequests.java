package io.doorway.login.backchannel;

import static io.doorway.store.redis.RedisScript.millis;

import io.doorway.protocol.encoding.Sha256;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.store.redis.RedisCalls;
import io.doorway.store.redis.RedisScript;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/**
 * The pending requests of each account, in Redis: which there are, how many there may be, and which client the person does not want to hear
 * from. An account has the same limits whether or not it exists, because whoever asks must not learn it.
 *
 * <p>The keys of an account share a hash slot. Redis's clock decides about every time.
 */
@Singleton
public class PendingRequests {
    /** The time in which requests are counted. */
    public static final Duration PERIOD = Duration.ofHours(1);

    /** How long a client cannot ask an account that has answered "this was not me". */
    public static final Duration SUSPENSION = Duration.ofHours(1);

    /**
     * How many requests an account may get. One client may make half of them, rounded up, so that it does not keep others from asking.
     *
     * @param pending how many may be pending at once, of all clients together
     * @param inPeriod how many there may be in {@link #PERIOD}, of all clients together
     */
    public record Bounds(int pending, int inPeriod) {
        Bounds ofOneClient() {
            return new Bounds((pending + 1) / 2, (inPeriod + 1) / 2);
        }
    }

    private static final RedisScript ADMIT = RedisScript.of(PendingRequests.class, "admit-request.lua");
    private static final RedisScript REMOVE = RedisScript.of(PendingRequests.class, "remove-request.lua");
    private static final RedisScript SUSPEND = RedisScript.of(PendingRequests.class, "suspend-client.lua");
    private static final RedisScript LIST = RedisScript.of(PendingRequests.class, "list-requests.lua");

    private final RedisCalls redis;

    PendingRequests(RedisCalls redis) {
        this.redis = redis;
    }

    /** Whether a request may be made. */
    public enum Admission {
        ADMITTED,
        /** The person has refused the client's requests for a time. */
        SUSPENDED,
        /** The account has as many requests as it may have, of all clients or of this one. */
        TOO_MANY
    }

    /**
     * Adds a request whose challenge is about to be created.
     *
     * @param listed how long it is listed
     */
    public Uni<Admission> admit(AccountId account, ClientId client, ChallengeId id, Duration listed, Bounds bounds) {
        Bounds ofClient = bounds.ofOneClient();
        return ADMIT.run(
                        redis,
                        List.of(
                                suspended(account, client),
                                pending(account),
                                key(account) + ":count",
                                pending(account, client),
                                key(account) + ":count:" + client.value()),
                        List.of(
                                id.value(),
                                millis(listed),
                                millis(PERIOD),
                                Integer.toString(bounds.pending()),
                                Integer.toString(bounds.inPeriod()),
                                Integer.toString(ofClient.pending()),
                                Integer.toString(ofClient.inPeriod())))
                .map(answer -> Admission.valueOf(answer.toString().toUpperCase(Locale.ROOT)));
    }

    /** The challenges of the account's requests that may be pending, the one that ends first first. */
    public Uni<List<ChallengeId>> list(AccountId account) {
        return LIST.run(redis, List.of(pending(account)), List.of())
                .map(found -> StreamSupport.stream(found.spliterator(), false)
                        .map(member -> new ChallengeId(member.toString()))
                        .toList());
    }

    /** Removes a request that was decided. May be repeated. */
    public Uni<Void> remove(AccountId account, ClientId client, ChallengeId id) {
        return REMOVE.run(redis, List.of(pending(account), pending(account, client)), List.of(id.value()))
                .replaceWithVoid();
    }

    /** Refuses further requests of the client for {@link #SUSPENSION}, and removes its pending ones. May be repeated. */
    public Uni<Void> suspend(AccountId account, ClientId client) {
        return SUSPEND.run(
                        redis,
                        List.of(suspended(account, client), pending(account), pending(account, client)),
                        List.of(millis(SUSPENSION)))
                .replaceWithVoid();
    }

    private static String pending(AccountId account) {
        return key(account) + ":pending";
    }

    private static String pending(AccountId account, ClientId client) {
        return pending(account) + ":" + client.value();
    }

    private static String suspended(AccountId account, ClientId client) {
        return key(account) + ":suspended:" + client.value();
    }

    private static String key(AccountId account) {
        return "{backchannel:" + Sha256.text(account.value()) + "}";
    }
}
