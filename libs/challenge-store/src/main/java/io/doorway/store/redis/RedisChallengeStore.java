package io.doorway.store.redis;

import io.doorway.protocol.challenge.Challenge;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.challenge.Created;
import io.doorway.protocol.challenge.Decision;
import io.doorway.protocol.challenge.Expired;
import io.doorway.protocol.challenge.Open;
import io.doorway.protocol.event.ChallengeEvent;
import io.doorway.protocol.json.Json;
import io.doorway.store.ChallengeStore;
import io.doorway.store.Commit;
import io.doorway.store.Fence;
import io.doorway.store.Loaded;
import io.doorway.store.OutboxEntry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Challenges in Redis, one round trip per call. */
public final class RedisChallengeStore implements ChallengeStore {

    private static final RedisScript LOAD = RedisScript.of(RedisChallengeStore.class, "load.lua");
    private static final RedisScript TRANSITION = RedisScript.of(RedisChallengeStore.class, "transition.lua");
    private static final RedisScript DUE = RedisScript.of(RedisChallengeStore.class, "due.lua");

    private final RedisCalls redis;

    public RedisChallengeStore(RedisCalls redis) {
        this.redis = redis;
    }

    @Override
    public Uni<Instant> now() {
        return redis.send(Request.cmd(Command.TIME)).map(RedisTime::of);
    }

    @Override
    public Uni<Optional<Loaded>> load(ChallengeId id) {
        return LOAD.run(redis, List.of(Keys.challenge(id)), List.of()).map(RedisChallengeStore::loaded);
    }

    @Override
    public Uni<Commit> create(Decision<Created> decision) {
        return transition(0, decision, Fence.NONE);
    }

    @Override
    public Uni<Commit> commit(Loaded before, Decision<?> decision, Fence fence) {
        return transition(before.challenge().version(), decision, fence);
    }

    private Uni<Commit> transition(long from, Decision<?> decision, Fence fence) {
        Challenge next = decision.next();
        ChallengeEvent event = decision.event();
        ChallengeId id = next.id();
        int bucket = id.bucket();
        String json = Json.write(event);
        @Nullable String traceparent = event.traceparent();
        List<String> keys = List.of(Keys.challenge(id), Keys.deadlines(bucket), Keys.outbox(bucket));
        List<String> args = List.of(
                id.value(),
                Long.toString(from),
                next instanceof Expired ? "after" : "before",
                fence == Fence.SAME_STORE ? "fence" : "open",
                Long.toString(next.version()),
                Json.write(next),
                next instanceof Open open ? Long.toString(RedisTime.micros(open.deadline())) : "",
                event.topic(),
                event.key(),
                json,
                Objects.requireNonNullElse(traceparent, ""));
        return TRANSITION.run(redis, keys, args).map(answer -> switch (answer.get(0)
                .toString()) {
            case "done" ->
                new Commit.Done(new OutboxEntry(
                        bucket, answer.get(1).toString(), event.topic(), event.key(), json, traceparent));
            case "conflict" -> new Commit.Conflict();
            case "untimely" -> new Commit.Untimely();
            case "fenced" -> new Commit.Fenced();
            case String other -> throw new IllegalStateException("transition.lua says " + other);
        });
    }

    @Override
    public Uni<List<Integer>> overdue() {
        List<Request> requests = new ArrayList<>(1 + ChallengeId.BUCKETS);
        requests.add(Request.cmd(Command.TIME));
        for (int bucket = 0; bucket < ChallengeId.BUCKETS; bucket++) {
            requests.add(Request.cmd(Command.ZRANGE)
                    .arg(Keys.deadlines(bucket))
                    .arg(0)
                    .arg(0)
                    .arg("WITHSCORES"));
        }
        return redis.batch(requests).map(answers -> {
            Instant now = RedisTime.of(answers.getFirst());
            return IntStream.range(0, ChallengeId.BUCKETS)
                    .filter(bucket -> firstIsOver(answers.get(1 + bucket), now))
                    .boxed()
                    .toList();
        });
    }

    @Override
    public Uni<List<ChallengeId>> due(int bucket, int limit) {
        List<String> args = List.of(Integer.toString(limit), Keys.challenge(bucket, ""));
        return DUE.run(redis, List.of(Keys.deadlines(bucket)), args).map(ids -> {
            List<ChallengeId> due = new ArrayList<>(ids.size());
            ids.forEach(id -> due.add(new ChallengeId(id.toString())));
            return due;
        });
    }

    /** The first member and its score: a pair of its own in version 3 of Redis's protocol, but not in version 2. */
    private static boolean firstIsOver(Response first, Instant now) {
        if (first.size() == 0) {
            return false;
        }
        Response deadline = first.size() == 1 ? first.get(0).get(1) : first.get(1);
        return deadline.toDouble() <= RedisTime.micros(now);
    }

    private static Optional<Loaded> loaded(Response answer) {
        Response fields = answer.get(2);
        if (fields.size() == 0) {
            return Optional.empty();
        }
        String state = "";
        String history = "";
        List<String> untold = new ArrayList<>(1);
        for (int i = 0; i < fields.size(); i += 2) {
            String name = fields.get(i).toString();
            switch (name) {
                case "state" -> state = fields.get(i + 1).toString();
                case "history" -> history = fields.get(i + 1).toString();
                case String field
                when field.startsWith(Keys.UNTOLD) -> untold.add(field.substring(Keys.UNTOLD.length()));
                default -> {}
            }
        }
        untold.sort(OutboxEntry.OLDEST_FIRST);
        boolean sameStore = history.equals(answer.get(1).toString());
        return Optional.of(new Loaded(
                Json.readChallenge(state), RedisTime.ofMicros(answer.get(0).toLong()), sameStore, untold));
    }
}
