package io.doorway.store.redis;

import static io.doorway.store.redis.RedisScript.millis;

import io.doorway.protocol.record.EventRecord;
import io.doorway.store.Outbox;
import io.doorway.store.OutboxEntry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The outbox on Redis: one stream for each bucket. */
public final class RedisOutbox implements Outbox {

    private static final RedisScript PENDING = RedisScript.of(RedisOutbox.class, "pending.lua");
    private static final RedisScript REMOVE_PUBLISHED = RedisScript.of(RedisOutbox.class, "remove-published.lua");
    private static final RedisScript LEASE = RedisScript.of(RedisOutbox.class, "lease.lua");
    private static final RedisScript RELEASE = RedisScript.of(RedisOutbox.class, "release.lua");

    private final RedisCalls redis;

    public RedisOutbox(RedisCalls redis) {
        this.redis = redis;
    }

    @Override
    public Uni<List<Integer>> pendingBuckets(Duration age) {
        return Buckets.matching(bucket -> pending(bucket, age, 1).map(oldest -> !oldest.isEmpty()));
    }

    @Override
    public Uni<List<OutboxEntry>> pending(int bucket, Duration age, int limit) {
        List<String> args = List.of(millis(age), Integer.toString(limit));
        return PENDING.run(redis, List.of(RedisKeys.outbox(bucket)), args).map(response -> parse(bucket, response));
    }

    @Override
    public Uni<List<OutboxEntry>> entries(int bucket, List<String> ids) {
        List<Request> requests = ids.stream().map(id -> entry(bucket, id)).toList();
        return redis.batch(requests)
                .map(responses -> responses.stream()
                        .flatMap(response -> parse(bucket, response).stream())
                        .toList());
    }

    @Override
    public Uni<Void> remove(int bucket, List<OutboxEntry> entries) {
        List<String> keys = new ArrayList<>(1 + entries.size());
        keys.add(RedisKeys.outbox(bucket));
        entries.forEach(entry -> keys.add(RedisKeys.challenge(bucket, entry.key())));
        return REMOVE_PUBLISHED
                .run(redis, keys, entries.stream().map(OutboxEntry::id).toList())
                .replaceWithVoid();
    }

    @Override
    public void removeSoon(int bucket, List<OutboxEntry> entries) {
        List<Request> requests = new ArrayList<>(2 * entries.size());
        for (OutboxEntry entry : entries) {
            requests.add(Request.cmd(Command.XDEL).arg(RedisKeys.outbox(bucket)).arg(entry.id()));
            requests.add(Request.cmd(Command.HDEL)
                    .arg(RedisKeys.challenge(bucket, entry.key()))
                    .arg(RedisKeys.UNPUBLISHED + entry.id()));
        }
        redis.sendAlong(requests);
    }

    @Override
    public Uni<Boolean> lease(int bucket, String owner, Duration duration) {
        return LEASE.run(redis, List.of(RedisKeys.lease(bucket)), List.of(owner, millis(duration)))
                .map(Response::toBoolean);
    }

    @Override
    public Uni<Void> release(int bucket, String owner) {
        return RELEASE.run(redis, List.of(RedisKeys.lease(bucket)), List.of(owner))
                .replaceWithVoid();
    }

    /** The five arguments of {@code publish} in a script: topic, key, value, MAC and traceparent, which may be empty. */
    public static List<String> arguments(EventRecord event) {
        return List.of(
                event.topic(),
                event.key(),
                event.value(),
                event.mac(),
                Objects.requireNonNullElse(event.traceparent(), ""));
    }

    private static Request entry(int bucket, String id) {
        return Request.cmd(Command.XRANGE).arg(RedisKeys.outbox(bucket)).arg(id).arg(id);
    }

    private static List<OutboxEntry> parse(int bucket, Response entries) {
        List<OutboxEntry> parsed = new ArrayList<>(entries.size());
        for (Response entry : entries) {
            parsed.add(parseEntry(bucket, entry.get(0).toString(), entry.get(1)));
        }
        return parsed;
    }

    private static OutboxEntry parseEntry(int bucket, String id, Response namesAndValues) {
        Map<String, String> fields = HashMap.newHashMap(namesAndValues.size() / 2);
        for (int i = 0; i < namesAndValues.size(); i += 2) {
            fields.put(
                    namesAndValues.get(i).toString(), namesAndValues.get(i + 1).toString());
        }
        String traceparent = fields.getOrDefault("traceparent", "");
        EventRecord event = new EventRecord(
                fields.getOrDefault("topic", ""),
                fields.getOrDefault("key", ""),
                fields.getOrDefault("value", ""),
                fields.getOrDefault("mac", ""),
                traceparent.isEmpty() ? null : traceparent);
        return new OutboxEntry(bucket, id, event);
    }
}
