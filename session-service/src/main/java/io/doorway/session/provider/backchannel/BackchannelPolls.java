package io.doorway.session.provider.backchannel;

import static io.doorway.store.redis.RedisScript.millis;

import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.store.redis.RedisCalls;
import io.doorway.store.redis.RedisKeys;
import io.doorway.store.redis.RedisScript;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/**
 * How often a client asks for the tokens of its request (OpenID Connect CIBA Core 1.0 section 7.3). After the person has decided, the first request
 * of the client is answered at once, and of any number of concurrent ones no other.
 */
@Singleton
class BackchannelPolls {
    /** Between two requests of the client. */
    static final Duration INTERVAL = Duration.ofSeconds(5);

    /** Longer than a request and its answer can last. */
    private static final Duration STORED = Duration.ofMinutes(15);

    private static final RedisScript POLL = RedisScript.of(BackchannelPolls.class, "poll-request.lua");

    private final RedisCalls redis;

    BackchannelPolls(RedisCalls redis) {
        this.redis = redis;
    }

    /**
     * Whether the client may be answered now. A request that comes too early makes the interval longer by five seconds.
     *
     * @param decided whether the answer is final
     */
    Uni<Boolean> admit(ChallengeId id, boolean decided) {
        return POLL.run(
                        redis,
                        List.of(RedisKeys.inBucket(id.bucket(), "backchannel-poll:" + id.value())),
                        List.of(millis(INTERVAL), decided ? "1" : "0", millis(STORED)))
                .map(admitted -> admitted.toInteger() == 1);
    }
}
