package io.doorway.store.crash;

import io.doorway.protocol.challenge.Approved;
import io.doorway.protocol.challenge.Challenge;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.challenge.Created;
import io.doorway.protocol.challenge.Decision;
import io.doorway.protocol.challenge.Scanned;
import io.doorway.protocol.event.RefusalReason;
import io.doorway.store.ChallengeStore;
import io.doorway.store.Fence;
import io.doorway.store.Loaded;
import io.doorway.store.Logins;
import io.doorway.store.Outbox;
import io.doorway.store.Outcome;
import io.doorway.store.Transitions;
import io.doorway.store.Verdict;
import io.doorway.store.kafka.KafkaEventLog;
import io.doorway.store.redis.LiveRedis;
import io.doorway.store.redis.RedisCalls;
import io.doorway.store.redis.RedisChallengeStore;
import io.doorway.store.redis.RedisOutbox;
import io.doorway.store.upkeep.OutboxRelay;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;

/** A process that does logins until it is killed, and prints {@code challenge:version} after each answer that it got. What failed was not answered. */
final class Worker {

    private static final int LOGINS_AT_ONCE = 16;

    private final ChallengeStore store;
    private final Transitions transitions;

    private Worker(ChallengeStore store, Transitions transitions) {
        this.store = store;
        this.transitions = transitions;
    }

    /** @param args the addresses of Redis and of Kafka */
    public static void main(String[] args) {
        RedisCalls redis = new RedisCalls(LiveRedis.client(Vertx.vertx(), args[0]));
        Outbox outbox = new RedisOutbox(redis);
        ChallengeStore store = new RedisChallengeStore(redis);
        KafkaEventLog log = new KafkaEventLog(args[1]);
        OutboxRelay relay = new OutboxRelay(
                outbox, log, Long.toString(ProcessHandle.current().pid()));
        relay.start();
        new Worker(store, new Transitions(store, outbox, log)).work();
    }

    private void work() {
        Multi.createBy()
                .repeating()
                .uni(Logins::someId, id -> Uni.createFrom().item(id))
                .indefinitely()
                .onItem()
                .transformToUni(ignored -> login().onFailure().recoverWithNull())
                .merge(LOGINS_AT_ONCE)
                .collect()
                .last()
                .await()
                .indefinitely();
    }

    private Uni<Void> login() {
        return store.now()
                .chain(now -> transitions.create(Logins.created(now)))
                .invoke(created -> print(created.id(), created.version()))
                .chain(created ->
                        step(created.id()).chain(() -> step(created.id())).chain(() -> step(created.id())));
    }

    private Uni<Void> step(ChallengeId id) {
        return transitions
                .change(id, Fence.SAME_STORE, Worker::advance)
                .invoke(outcome -> print(id, reply(outcome)))
                .replaceWithVoid();
    }

    private static Verdict<Long> advance(Loaded loaded) {
        Decision<? extends Challenge> decision = switch (loaded.challenge()) {
            case Created created -> created.scan(Logins.scan(loaded.now()), null);
            case Scanned scanned -> scanned.approve(Logins.approval(loaded.now()), null);
            case Approved approved -> approved.consume(Logins.consumption("code", loaded.now()));
            default -> null;
        };
        return decision == null
                ? new Verdict.Refuse<>(RefusalReason.WRONG_STATE)
                : new Verdict.Change<>(decision, decision.next().version());
    }

    private static long reply(Outcome<Long> outcome) {
        return switch (outcome) {
            case Outcome.Done<Long> done -> done.reply();
            case Outcome.Refused<Long> refused -> throw new IllegalStateException("refused: " + refused.reason());
        };
    }

    private static void print(ChallengeId id, long version) {
        System.out.println(id + ":" + version);
    }
}
