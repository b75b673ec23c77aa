package io.doorway.store.redis;

import io.doorway.protocol.challenge.ChallengeId;

/**
 * The names of the keys. Keys of one bucket share a hash slot by their tag, for example <code>{b07}</code>.
 *
 * <p>The record ({@code challenge:<id>}, a hash): {@code state}, the JSON; {@code version}; {@code deadline}, microseconds since
 * 1970, empty in a terminal state; {@code history}, the data set it was created in (see {@code prelude.lua}); and one field
 * {@code untold:<outbox id>} for each of its events that Kafka has not acknowledged.
 *
 * <p>The outbox (a stream), one entry per event: {@code topic}, {@code key}, {@code value}, {@code traceparent} (maybe empty).
 */
public final class Keys {

    static final String UNTOLD = "untold:";

    private static final String[] TAGS = new String[ChallengeId.BUCKETS];

    static {
        for (int bucket = 0; bucket < TAGS.length; bucket++) {
            TAGS[bucket] = "{b%02d}:".formatted(bucket);
        }
    }

    private Keys() {}

    /** A key of the bucket's slot. */
    public static String in(int bucket, String name) {
        return TAGS[bucket] + name;
    }

    /** The record of a challenge. */
    public static String challenge(ChallengeId id) {
        return challenge(id.bucket(), id.value());
    }

    static String challenge(int bucket, String id) {
        return TAGS[bucket] + "challenge:" + id;
    }

    /** The stream of events that Kafka has not acknowledged. */
    public static String outbox(int bucket) {
        return TAGS[bucket] + "outbox";
    }

    /** The open challenges by deadline. */
    static String deadlines(int bucket) {
        return TAGS[bucket] + "deadlines";
    }

    /** Who relays the outbox now. */
    static String lease(int bucket) {
        return TAGS[bucket] + "lease";
    }
}
