package io.doorway.store.redis;

import io.doorway.protocol.vocabulary.ChallengeId;

/**
 * The names of the Redis keys. Keys of one bucket are in one hash slot because of their tag, for example <code>{b07}</code>.
 *
 * <p>A record ({@code challenge:<id>}) is a hash with these fields: {@code state}, the JSON; {@code version}; {@code deadline},
 * microseconds since 1970, empty in a terminal state; {@code replication_id}, Redis's replication id at the creation; and one field
 * {@code unpublished:<outbox id>} for each event that Kafka has not acknowledged.
 *
 * <p>An outbox is a stream with one entry for each event: {@code topic}, {@code key}, {@code value}, {@code traceparent} (may be empty).
 */
public final class RedisKeys {

    static final String UNPUBLISHED = "unpublished:";

    private static final String[] TAGS = new String[ChallengeId.BUCKETS];

    static {
        for (int bucket = 0; bucket < TAGS.length; bucket++) {
            TAGS[bucket] = "{b%02d}:".formatted(bucket);
        }
    }

    private RedisKeys() {}

    /** A key in the hash slot of the bucket. */
    public static String inBucket(int bucket, String name) {
        return TAGS[bucket] + name;
    }

    /** The record of a challenge. */
    public static String challenge(ChallengeId id) {
        return challenge(id.bucket(), id.value());
    }

    static String challenge(int bucket, String id) {
        return TAGS[bucket] + "challenge:" + id;
    }

    /** The outbox of the bucket. */
    public static String outbox(int bucket) {
        return TAGS[bucket] + "outbox";
    }

    /** The sorted set of open challenges by deadline. */
    static String deadlines(int bucket) {
        return TAGS[bucket] + "deadlines";
    }

    /** The lease of the relay. */
    static String lease(int bucket) {
        return TAGS[bucket] + "lease";
    }
}
