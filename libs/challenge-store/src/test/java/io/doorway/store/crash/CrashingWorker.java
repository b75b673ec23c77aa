package io.doorway.store.crash;

import io.doorway.protocol.challenge.Challenge;
import io.doorway.protocol.challenge.Challenge.Approved;
import io.doorway.protocol.challenge.Challenge.Created;
import io.doorway.protocol.challenge.Challenge.Scanned;
import io.doorway.protocol.challenge.Transition;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.store.ChallengeSnapshot;
import io.doorway.store.ChallengeStore;
import io.doorway.store.ChallengeStore.Fence;
import io.doorway.store.Conditions;
import io.doorway.store.Outbox;
import io.doorway.store.Outcome;
import io.doorway.store.TransitionDecision;
import io.doorway.store.Transitions;
import io.doorway.store.kafka.KafkaEventLog;
import io.doorway.store.maintenance.OutboxRelay;
import io.doorway.store.redis.RedisCalls;
import io.doorway.store.redis.RedisChallengeStore;
import io.doorway.store.redis.RedisFlags;
import io.doorway.store.redis.RedisOutbox;
import io.doorway.store.redis.RedisStoreUnderTest;
import io.doorway.testkit.event.SampleEventKeys;
import io.doorway.testkit.login.SampleLogin;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.impl.ContextInternal;
import io.vertx.mutiny.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** A process that performs logins until it is killed. It prints {@code challenge:version} for each transition that succeeded. */
final class CrashingWorker {

    private static final int CONCURRENT_LOGINS = 16;
    private static final Duration TTL = Duration.ofMinutes(1);

    private final ChallengeStore store;
    private final Transitions transitions;
    private final RedisFlags flags;
    private final Vertx vertx;

    private CrashingWorker(ChallengeStore store, Transitions transitions, RedisFlags flags, Vertx vertx) {
        this.store = store;
        this.transitions = transitions;
        this.flags = flags;
        this.vertx = vertx;
    }

    /** @param args the addresses of Redis and of Kafka */
    public static void main(String[] args) {
        Vertx vertx = Vertx.vertx();
        RedisCalls redis = RedisStoreUnderTest.calls(vertx, args[0]);
        Outbox outbox = new RedisOutbox(redis);
        ChallengeStore store = new RedisChallengeStore(redis, SampleEventKeys.signer());
        KafkaEventLog log = new KafkaEventLog(args[1]);
        OutboxRelay relay = new OutboxRelay(
                outbox, log, Long.toString(ProcessHandle.current().pid()));
        relay.start();
        new CrashingWorker(store, new Transitions(store, outbox, log), new RedisFlags(redis), vertx).work();
    }

    private void work() {
        Multi.createBy()
                .repeating()
                .uni(SampleLogin::newId, id -> Uni.createFrom().item(id))
                .indefinitely()
                .onItem()
                .transformToUni(ignored -> login().onFailure().recoverWithNull())
                .merge(CONCURRENT_LOGINS)
                .collect()
                .last()
                .await()
                .indefinitely();
    }

    private Uni<Void> login() {
        return store.now()
                .chain(now -> transitions.create(SampleLogin.creation(now)))
                .invoke(created -> print(created.id(), created.version()))
                .chain(created ->
                        step(created.id()).chain(() -> step(created.id())).chain(() -> step(created.id())));
    }

    /** As a request does: what it depends on is checked in the step that commits. */
    private Uni<Void> step(ChallengeId id) {
        return inRequest(() -> store.load(id)
                        .chain(found -> Conditions.<Outcome<Long>>commit(
                                flags.setIfAbsent("proof:" + UUID.randomUUID(), TTL)
                                        .map(CrashingWorker::refusal),
                                mode -> transitions.change(
                                        mode, found.orElseThrow(), Fence.SAME_STORE, CrashingWorker::advance))))
                .invoke(outcome -> print(id, reply(outcome)))
                .replaceWithVoid();
    }

    private static Optional<Outcome<Long>> refusal(boolean first) {
        return first ? Optional.empty() : Optional.of(new Outcome.Refused<>(RefusalReason.REPLAYED, null));
    }

    private <T> Uni<T> inRequest(Supplier<Uni<T>> work) {
        ContextInternal root = (ContextInternal) vertx.getOrCreateContext().getDelegate();
        return Uni.createFrom()
                .emitter(result -> root.duplicate()
                        .runOnContext(turn -> work.get().subscribe().with(result::complete, result::fail)));
    }

    private static TransitionDecision<Long> advance(ChallengeSnapshot snapshot) {
        Transition<? extends Challenge> transition = switch (snapshot.challenge()) {
            case Created created -> created.scan(SampleLogin.scan(snapshot.now()), null);
            case Scanned scanned -> scanned.approve(SampleLogin.approval(snapshot.now()), null);
            case Approved approved -> approved.consume(SampleLogin.consumption("code", snapshot.now()));
            default -> null;
        };
        return transition == null
                ? new TransitionDecision.Refuse<>(RefusalReason.WRONG_STATE)
                : new TransitionDecision.Change<>(transition, transition.next().version());
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
