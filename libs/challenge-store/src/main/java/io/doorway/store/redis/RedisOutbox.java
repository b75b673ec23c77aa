package io.doorway.store.redis;

import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.store.Outbox;
import io.doorway.store.OutboxEntry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The outbox streams of the buckets. */
public final class RedisOutbox implements Outbox {

    private static final RedisScript PENDING = RedisScript.of(RedisOutbox.class, "pending.lua");
    private static final RedisScript TOLD = RedisScript.of(RedisOutbox.class, "told.lua");
    private static final RedisScript LEASE = RedisScript.of(RedisOutbox.class, "lease.lua");
    private static final RedisScript RELEASE = RedisScript.of(RedisOutbox.class, "release.lua");

    private final RedisCalls redis;

    public RedisOutbox(RedisCalls redis) {
        this.redis = redis;
    }

    @Override
    public Uni<List<Integer>> waiting(Duration age) {
        List<Request> requests = new ArrayList<>(1 + ChallengeId.BUCKETS);
        requests.add(Request.cmd(Command.TIME));
        for (int bucket = 0; bucket < ChallengeId.BUCKETS; bucket++) {
            requests.add(range(bucket, "-", "+"));
        }
        return redis.batch(requests).map(answers -> {
            Instant before = RedisTime.of(answers.getFirst()).minus(age);
            return IntStream.range(0, ChallengeId.BUCKETS)
                    .filter(bucket -> parse(bucket, answers.get(1 + bucket)).stream()
                            .anyMatch(entry -> !entry.at().isAfter(before)))
                    .boxed()
                    .toList();
        });
    }

    @Override
    public Uni<List<OutboxEntry>> pending(int bucket, Duration age, int limit) {
        List<String> args = List.of(Long.toString(age.toMillis()), Integer.toString(limit));
        return PENDING.run(redis, List.of(Keys.outbox(bucket)), args).map(answer -> parse(bucket, answer));
    }

    @Override
    public Uni<List<OutboxEntry>> entries(int bucket, List<String> ids) {
        List<Request> requests = ids.stream().map(id -> range(bucket, id, id)).toList();
        return redis.batch(requests)
                .map(answers -> answers.stream()
                        .flatMap(answer -> parse(bucket, answer).stream())
                        .toList());
    }

    @Override
    public Uni<Void> remove(int bucket, List<OutboxEntry> entries) {
        List<String> keys = new ArrayList<>(1 + entries.size());
        keys.add(Keys.outbox(bucket));
        entries.forEach(entry -> keys.add(Keys.challenge(bucket, entry.key())));
        return TOLD.run(redis, keys, entries.stream().map(OutboxEntry::id).toList())
                .replaceWithVoid();
    }

    @Override
    public Uni<Boolean> lease(int bucket, String owner, Duration duration) {
        return LEASE.run(redis, List.of(Keys.lease(bucket)), List.of(owner, Long.toString(duration.toMillis())))
                .map(Response::toBoolean);
    }

    @Override
    public Uni<Void> release(int bucket, String owner) {
        return RELEASE.run(redis, List.of(Keys.lease(bucket)), List.of(owner)).replaceWithVoid();
    }

    private static Request range(int bucket, String from, String to) {
        return Request.cmd(Command.XRANGE)
                .arg(Keys.outbox(bucket))
                .arg(from)
                .arg(to)
                .arg("COUNT")
                .arg(1);
    }

    private static List<OutboxEntry> parse(int bucket, Response entries) {
        List<OutboxEntry> parsed = new ArrayList<>(entries.size());
        for (Response entry : entries) {
            parsed.add(parseOne(bucket, entry.get(0).toString(), entry.get(1)));
        }
        return parsed;
    }

    private static OutboxEntry parseOne(int bucket, String id, Response namesAndValues) {
        Map<String, String> fields = HashMap.newHashMap(namesAndValues.size() / 2);
        for (int i = 0; i < namesAndValues.size(); i += 2) {
            fields.put(
                    namesAndValues.get(i).toString(), namesAndValues.get(i + 1).toString());
        }
        String traceparent = fields.getOrDefault("traceparent", "");
        return new OutboxEntry(
                bucket,
                id,
                fields.getOrDefault("topic", ""),
                fields.getOrDefault("key", ""),
                fields.getOrDefault("value", ""),
                traceparent.isEmpty() ? null : traceparent);
    }
}
