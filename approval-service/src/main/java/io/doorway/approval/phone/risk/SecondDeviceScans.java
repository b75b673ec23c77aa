package io.doorway.approval.phone.risk;

import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.Timing;
import io.doorway.store.redis.RedisFlags;
import io.doorway.store.redis.RedisKeys;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Records that a second device has scanned a challenge that another device had claimed, such as the phone of a person who filmed the
 * screen or to whom the QR code was relayed.
 */
@Singleton
public class SecondDeviceScans {
    /** Longer than a challenge can be open. */
    private static final Duration TTL = Timing.MAX_TOTAL.plusMinutes(1);

    private final RedisFlags flags;

    SecondDeviceScans(RedisFlags flags) {
        this.flags = flags;
    }

    /** A second device has scanned the challenge. */
    public Uni<Void> record(ChallengeId id) {
        return flags.set(key(id), TTL);
    }

    /** Whether a second device has scanned the challenge. */
    public Uni<Boolean> exists(ChallengeId id) {
        return flags.isSet(key(id));
    }

    /** Whether no second device has scanned the challenge. A condition of its approval, which holds if none has. */
    public Uni<Boolean> none(ChallengeId id) {
        return flags.isNotSet(key(id));
    }

    private static String key(ChallengeId id) {
        return RedisKeys.inBucket(id.bucket(), "second-device:" + id);
    }
}
