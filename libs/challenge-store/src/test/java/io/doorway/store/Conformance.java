package io.doorway.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.protocol.challenge.Approved;
import io.doorway.protocol.challenge.Canceller;
import io.doorway.protocol.challenge.Challenge;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.challenge.Created;
import io.doorway.protocol.challenge.Decision;
import io.doorway.protocol.challenge.RejectReason;
import io.doorway.protocol.challenge.Scanned;
import io.doorway.protocol.challenge.Timing;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;

/** What the sentences of the contract are made of: logins in every state, and waiting for answers. */
abstract class Conformance {

    protected static final Duration PATIENCE = Duration.ofSeconds(30);

    protected abstract StoreUnderTest subject();

    protected final ChallengeStore store() {
        return subject().store();
    }

    protected final Outbox outbox() {
        return subject().outbox();
    }

    protected Loaded fresh() {
        Decision<Created> decision = Logins.created(now());
        create(decision);
        return load(decision.next().id());
    }

    /** Created longer ago than it may wait for its scan. */
    protected Loaded overdue() {
        Decision<Created> decision = Logins.created(now().minus(Timing.DEFAULT.scanWithin()));
        create(decision);
        return load(decision.next().id());
    }

    protected Loaded scanned() {
        return scan(fresh());
    }

    protected Loaded scan(Loaded created) {
        return next(created, Created.class, (state, now) -> state.scan(Logins.scan(now), "198.51.100.7"));
    }

    protected Loaded approved() {
        return next(scanned(), Scanned.class, (state, now) -> state.approve(Logins.approval(now), null));
    }

    protected Loaded consumed() {
        return next(approved(), Approved.class, (state, now) -> state.consume(Logins.consumption("code", now)));
    }

    protected Loaded rejected() {
        return next(scanned(), Scanned.class, (state, now) -> state.reject(RejectReason.NOT_ME, now));
    }

    protected Loaded cancelled() {
        return next(fresh(), Created.class, (state, now) -> state.cancel(Canceller.BROWSER, now));
    }

    protected Loaded expired() {
        return next(overdue(), Created.class, Created::expire);
    }

    protected <S extends Challenge> Loaded next(
            Loaded from, Class<S> type, BiFunction<S, Instant, Decision<?>> decide) {
        Decision<?> decision = decide.apply(state(from, type), from.now());
        assertThat(commit(from, decision, Fence.SAME_STORE)).isInstanceOf(Commit.Done.class);
        Loaded loaded = load(from.challenge().id());
        assertThat(loaded.challenge()).isEqualTo(decision.next());
        return loaded;
    }

    protected static <S extends Challenge> S state(Loaded loaded, Class<S> type) {
        return type.cast(loaded.challenge());
    }

    protected static int bucketOf(Loaded loaded) {
        return loaded.challenge().id().bucket();
    }

    protected List<OutboxEntry> eventsOf(ChallengeId id) {
        return pending(id.bucket()).stream()
                .filter(entry -> entry.key().equals(id.value()))
                .toList();
    }

    protected List<OutboxEntry> pending(int bucket) {
        return await(outbox().pending(bucket, Duration.ZERO, 10_000));
    }

    protected Instant now() {
        return await(store().now());
    }

    protected Loaded load(ChallengeId id) {
        return await(store().load(id)).orElseThrow();
    }

    protected Commit create(Decision<Created> decision) {
        return await(store().create(decision));
    }

    protected Commit commit(Loaded before, Decision<?> decision, Fence fence) {
        return await(store().commit(before, decision, fence));
    }

    protected static <T> T await(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }
}
