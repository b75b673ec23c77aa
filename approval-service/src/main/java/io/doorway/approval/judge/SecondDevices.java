package io.doorway.approval.judge;

import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.store.redis.Keys;
import io.doorway.store.redis.RedisFlags;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * Remembers, beside a challenge, that a second device has scanned it. Whoever films a screen over a shoulder, or is sent the code of
 * somebody else's, scans what another phone has claimed.
 */
@ApplicationScoped
public class SecondDevices {
    /** Longer than a challenge can be open: ten minutes for the scan and ten to decide, at most. */
    private static final Duration KEPT = Duration.ofMinutes(21);

    private final RedisFlags flags;

    SecondDevices(RedisFlags flags) {
        this.flags = flags;
    }

    /** A phone scanned what another one has claimed. */
    public Uni<Void> remember(ChallengeId id) {
        return flags.raise(key(id), KEPT);
    }

    /** Whether one did. */
    public Uni<Boolean> scanned(ChallengeId id) {
        return flags.isUp(key(id));
    }

    private static String key(ChallengeId id) {
        return Keys.in(id.bucket(), "second-device:" + id);
    }
}
