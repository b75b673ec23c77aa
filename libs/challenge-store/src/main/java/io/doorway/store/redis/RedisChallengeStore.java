package io.doorway.store.redis;

import io.doorway.protocol.challenge.Challenge;
import io.doorway.protocol.challenge.Challenge.Created;
import io.doorway.protocol.challenge.Challenge.Expired;
import io.doorway.protocol.challenge.Challenge.Open;
import io.doorway.protocol.challenge.Transition;
import io.doorway.protocol.json.Json;
import io.doorway.protocol.record.EventRecord;
import io.doorway.protocol.record.EventSigner;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.store.ChallengeSnapshot;
import io.doorway.store.ChallengeStore;
import io.doorway.store.ChallengeStore.CommitResult;
import io.doorway.store.ChallengeStore.Fence;
import io.doorway.store.Conditions;
import io.doorway.store.OutboxEntry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The challenge store on Redis. Every call is one round trip. */
public final class RedisChallengeStore implements ChallengeStore {

    private static final RedisScript LOAD = RedisScript.of(RedisChallengeStore.class, "load.lua");
    private static final RedisScript TRANSITION = RedisScript.of(RedisChallengeStore.class, "transition.lua");
    private static final RedisScript OVERDUE = RedisScript.of(RedisChallengeStore.class, "overdue.lua");

    /** The sweeper reads the time each second. */
    private static final Duration MAX_AGE = Duration.ofSeconds(5);

    private final RedisCalls redis;
    private final EventSigner signer;
    private volatile @Nullable Reading lastReading;

    /** @param nanos this machine's clock when the store's had been read */
    private record Reading(Instant time, long nanos) {}

    /** @param signer makes the records of the events of transitions */
    public RedisChallengeStore(RedisCalls redis, EventSigner signer) {
        this.redis = redis;
        this.signer = signer;
    }

    @Override
    public Uni<Instant> now() {
        return redis.send(Request.cmd(Command.TIME))
                .map(RedisCalls::time)
                .invoke(time -> lastReading = new Reading(time, System.nanoTime()));
    }

    @Override
    public Optional<Instant> recentNow() {
        Reading reading = lastReading;
        if (reading == null) {
            return Optional.empty();
        }
        long elapsed = System.nanoTime() - reading.nanos();
        return elapsed < MAX_AGE.toNanos() ? Optional.of(reading.time().plusNanos(elapsed)) : Optional.empty();
    }

    @Override
    public Uni<Optional<ChallengeSnapshot>> load(ChallengeId id) {
        return LOAD.run(redis, List.of(RedisKeys.challenge(id)), List.of()).map(RedisChallengeStore::parse);
    }

    @Override
    public Uni<CommitResult> create(Transition<Created> creation, Conditions.Mode mode) {
        return transition(0, creation, Fence.NONE, mode);
    }

    @Override
    public Uni<CommitResult> commit(
            ChallengeSnapshot before, Transition<?> transition, Fence fence, Conditions.Mode mode) {
        return transition(before.challenge().version(), transition, fence, mode);
    }

    private Uni<CommitResult> transition(
            long fromVersion, Transition<?> transition, Fence fence, Conditions.Mode mode) {
        Challenge next = transition.next();
        EventRecord event = signer.sign(transition.event());
        ChallengeId id = next.id();
        int bucket = id.bucket();
        List<String> keys = List.of(RedisKeys.challenge(id), RedisKeys.deadlines(bucket), RedisKeys.outbox(bucket));
        List<String> args = new ArrayList<>(List.of(
                id.value(),
                Long.toString(fromVersion),
                next instanceof Expired ? "after" : "before",
                fence == Fence.SAME_STORE ? "fence" : "open",
                Long.toString(next.version()),
                Json.write(next),
                next instanceof Open open ? Long.toString(RedisCalls.toMicros(open.deadline())) : ""));
        args.addAll(RedisOutbox.arguments(event));
        return TRANSITION.run(redis, mode, keys, args).map(response -> switch (response.get(0)
                .toString()) {
            case "committed" ->
                new CommitResult.Committed(
                        new OutboxEntry(bucket, response.get(1).toString(), event));
            case "conflict" -> new CommitResult.Conflict();
            case "deadline_mismatch" -> new CommitResult.DeadlineMismatch();
            case "fenced" -> new CommitResult.Fenced();
            case String other -> throw new IllegalStateException("unexpected response of transition.lua: " + other);
        });
    }

    @Override
    public Uni<List<Integer>> overdueBuckets() {
        return now().chain(now ->
                Buckets.matching(bucket -> redis.send(firstDeadline(bucket)).map(first -> isOverdue(first, now))));
    }

    private static Request firstDeadline(int bucket) {
        return Request.cmd(Command.ZRANGE)
                .arg(RedisKeys.deadlines(bucket))
                .arg(0)
                .arg(0)
                .arg("WITHSCORES");
    }

    @Override
    public Uni<List<ChallengeId>> overdueChallenges(int bucket, int limit) {
        List<String> args = List.of(Integer.toString(limit), RedisKeys.challenge(bucket, ""));
        return OVERDUE.run(redis, List.of(RedisKeys.deadlines(bucket)), args).map(ids -> {
            List<ChallengeId> overdue = new ArrayList<>(ids.size());
            ids.forEach(id -> overdue.add(new ChallengeId(id.toString())));
            return overdue;
        });
    }

    /**
     * Whether the first deadline of a bucket has passed. The response contains the member and its score: as a nested pair in version 3 of
     * Redis's protocol, flat in version 2.
     */
    private static boolean isOverdue(Response first, Instant now) {
        if (first.size() == 0) {
            return false;
        }
        Response deadline = first.size() == 1 ? first.get(0).get(1) : first.get(1);
        return deadline.toDouble() <= RedisCalls.toMicros(now);
    }

    /** The response of {@code load.lua}: the time, the replication id and the fields of the record. */
    private static Optional<ChallengeSnapshot> parse(Response response) {
        Response fields = response.get(2);
        if (fields.size() == 0) {
            return Optional.empty();
        }
        String state = "";
        String replicationId = "";
        List<String> unpublished = new ArrayList<>(1);
        for (int i = 0; i < fields.size(); i += 2) {
            String name = fields.get(i).toString();
            switch (name) {
                case "state" -> state = fields.get(i + 1).toString();
                case "replication_id" -> replicationId = fields.get(i + 1).toString();
                case String field
                when field.startsWith(RedisKeys.UNPUBLISHED) ->
                    unpublished.add(field.substring(RedisKeys.UNPUBLISHED.length()));
                default -> {}
            }
        }
        unpublished.sort(OutboxEntry.OLDEST_FIRST);
        boolean sameStore = replicationId.equals(response.get(1).toString());
        return Optional.of(new ChallengeSnapshot(
                Json.readChallenge(state), RedisCalls.ofMicros(response.get(0).toLong()), sameStore, unpublished));
    }
}
