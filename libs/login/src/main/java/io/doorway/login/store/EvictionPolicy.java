package io.doorway.login.store;

import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.store.StoreUnavailableException;
import io.doorway.store.redis.RedisCalls;
import io.doorway.store.redis.RedisKeys;
import io.doorway.store.redis.RedisScript;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Redis must not evict: a code's use, a proof's id and a revocation would be forgotten without a trace. Another
 * {@code maxmemory-policy} than {@code noeviction} stops the start, and a later change makes the service unready.
 *
 * <p>The policy is read from {@code INFO memory}, which needs no right to {@code CONFIG}. A cluster can have another policy on each
 * server: there a script asks the server of each bucket. The buckets' hash slots are spread so that each of up to 17 equal shards has one.
 * The check is also the one that Redis answers at all, within the time limit of {@link RedisCalls}. A Redis that answers late does not stop
 * the start: readiness asks again, and the service is not ready before the answer.
 */
@Readiness
@Singleton
class EvictionPolicy implements AsyncHealthCheck {

    private static final Logger LOGGER = Logger.getLogger(EvictionPolicy.class);

    /** For the answers of all servers. */
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** The answer comes before, or the failure. */
    private static final Duration AFTER_TIMEOUT = TIMEOUT.plusSeconds(1);

    private static final RedisScript INFO = RedisScript.of(EvictionPolicy.class, "info.lua");
    private static final String CLUSTER = "cluster_enabled:1";
    private static final String FIELD = "maxmemory_policy:";
    private static final String SAFE = "noeviction";

    private final RedisCalls redis;
    private final Duration timeout;

    @Inject
    EvictionPolicy(RedisCalls redis) {
        this(redis, TIMEOUT);
    }

    EvictionPolicy(RedisCalls redis, Duration timeout) {
        this.redis = redis;
        this.timeout = timeout;
    }

    /** If Redis does not answer in time, the service starts and is not ready. */
    void onStart(@Observes StartupEvent event) {
        try {
            violation().await().atMost(AFTER_TIMEOUT).ifPresent(violation -> {
                throw new IllegalStateException(violation);
            });
        } catch (StoreUnavailableException unavailable) {
            LOGGER.warnf("the maxmemory-policy of Redis cannot be read: %s", unavailable.getMessage());
        }
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return violation()
                .map(violation -> violation.isEmpty() ? "" : violation.get())
                .onFailure(StoreUnavailableException.class)
                .recoverWithItem(unavailable -> String.valueOf(unavailable.getMessage()))
                .map(problem -> problem.isEmpty()
                        ? HealthCheckResponse.up("maxmemory-policy")
                        : HealthCheckResponse.named("maxmemory-policy")
                                .down()
                                .withData("problem", problem)
                                .build());
    }

    private Uni<Optional<String>> violation() {
        return ask(0).chain(info ->
                        isCluster(info) ? violationOfShards() : Uni.createFrom().item(violation(info)))
                .ifNoItem()
                .after(timeout)
                .failWith(
                        () -> new StoreUnavailableException("Redis: not all servers have answered within " + timeout));
    }

    /** One short call per bucket, one after the other, so that calls of logins come in between. */
    Uni<Optional<String>> violationOfShards() {
        return Multi.createFrom()
                .range(0, ChallengeId.BUCKETS)
                .onItem()
                .transformToUniAndConcatenate(this::ask)
                .map(EvictionPolicy::violation)
                .select()
                .where(Optional::isPresent)
                .collect()
                .first()
                .map(first -> Objects.requireNonNullElse(first, Optional.empty()));
    }

    private Uni<String> ask(int bucket) {
        return INFO.run(redis, List.of(RedisKeys.inBucket(bucket, "info")), List.of())
                .map(Response::toString);
    }

    static boolean isCluster(String info) {
        return info.lines().anyMatch(CLUSTER::equals);
    }

    /** @param info the answer of {@code info.lua} */
    static Optional<String> violation(String info) {
        String policy = info.lines()
                .filter(line -> line.startsWith(FIELD))
                .map(line -> line.substring(FIELD.length()).strip())
                .findFirst()
                .orElse("unknown");
        return SAFE.equals(policy)
                ? Optional.empty()
                : Optional.of("maxmemory-policy of Redis: " + policy + " (expected: noeviction)");
    }
}
