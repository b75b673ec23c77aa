package io.doorway.approval.judge;

import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.store.StoreUnavailableException;
import io.doorway.store.redis.Keys;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.RedisAPI;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/**
 * Remembers, beside a challenge, that a second device has scanned it. Whoever films a screen over a shoulder, or is sent the code of
 * somebody else's, scans what another phone has claimed.
 */
@ApplicationScoped
public class SecondDevices {
    /** Longer than a challenge can be open: ten minutes for the scan and ten to decide, at most. */
    private static final Duration KEPT = Duration.ofMinutes(21);

    private final RedisAPI redis;

    SecondDevices(RedisAPI redis) {
        this.redis = redis;
    }

    /** A phone scanned what another one has claimed. */
    public Uni<Void> remember(ChallengeId id) {
        return redis.psetex(key(id), Long.toString(KEPT.toMillis()), "1")
                .replaceWithVoid()
                .onFailure()
                .transform(SecondDevices::unavailable);
    }

    /** Whether one did. */
    public Uni<Boolean> scanned(ChallengeId id) {
        return redis.exists(List.of(key(id)))
                .map(reply -> reply.toInteger() != 0)
                .onFailure()
                .transform(SecondDevices::unavailable);
    }

    private static String key(ChallengeId id) {
        return Keys.in(id.bucket(), "second-device:" + id);
    }

    private static StoreUnavailableException unavailable(Throwable e) {
        return new StoreUnavailableException("Redis does not answer", e);
    }
}
