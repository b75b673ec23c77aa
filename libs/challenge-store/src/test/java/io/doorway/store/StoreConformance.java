package io.doorway.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.protocol.challenge.Challenge;
import io.doorway.protocol.challenge.Challenge.Approved;
import io.doorway.protocol.challenge.Challenge.Created;
import io.doorway.protocol.challenge.Challenge.Scanned;
import io.doorway.protocol.challenge.Transition;
import io.doorway.protocol.vocabulary.Canceller;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.RejectReason;
import io.doorway.protocol.vocabulary.Timing;
import io.doorway.store.ChallengeStore.CommitResult;
import io.doorway.store.ChallengeStore.Fence;
import io.doorway.testkit.login.SampleLogin;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import org.awaitility.Awaitility;

/** Challenges in every state and blocking calls, for the conformance suites. */
public abstract class StoreConformance {

    /** The store under test. */
    public interface StoreUnderTest {

        ChallengeStore store();

        Outbox outbox();

        /** Restarts the store with its data. */
        void restart();

        /** Blocks until the store's clock has reached the time. */
        default void waitUntil(Instant time) {
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> !store().now().await().atMost(TIMEOUT).isBefore(time));
        }
    }

    protected static final Duration TIMEOUT = Duration.ofSeconds(30);

    protected abstract StoreUnderTest subject();

    protected final ChallengeStore store() {
        return subject().store();
    }

    protected final Outbox outbox() {
        return subject().outbox();
    }

    protected ChallengeSnapshot created() {
        Transition<Created> creation = SampleLogin.creation(now());
        create(creation);
        return load(creation.next().id());
    }

    /** A created challenge after its deadline. */
    protected ChallengeSnapshot overdue() {
        Transition<Created> creation = SampleLogin.creation(now().minus(Timing.DEFAULT.scanWithin()));
        create(creation);
        return load(creation.next().id());
    }

    protected ChallengeSnapshot scanned() {
        return scan(created());
    }

    protected ChallengeSnapshot scan(ChallengeSnapshot created) {
        return next(created, Created.class, (state, now) -> state.scan(SampleLogin.scan(now), "198.51.100.7"));
    }

    protected ChallengeSnapshot approved() {
        return next(scanned(), Scanned.class, (state, now) -> state.approve(SampleLogin.approval(now), null));
    }

    protected ChallengeSnapshot consumed() {
        return next(approved(), Approved.class, (state, now) -> state.consume(SampleLogin.consumption("code", now)));
    }

    protected ChallengeSnapshot rejected() {
        return next(scanned(), Scanned.class, (state, now) -> state.reject(RejectReason.NOT_ME, now));
    }

    protected ChallengeSnapshot cancelled() {
        return next(created(), Created.class, (state, now) -> state.cancel(Canceller.BROWSER, now));
    }

    protected ChallengeSnapshot expired() {
        return next(overdue(), Created.class, Created::expire);
    }

    protected <S extends Challenge> ChallengeSnapshot next(
            ChallengeSnapshot from, Class<S> type, BiFunction<S, Instant, Transition<?>> change) {
        Transition<?> transition = change.apply(state(from, type), from.now());
        assertThat(commit(from, transition, Fence.SAME_STORE)).isInstanceOf(CommitResult.Committed.class);
        ChallengeSnapshot snapshot = load(from.challenge().id());
        assertThat(snapshot.challenge()).isEqualTo(transition.next());
        return snapshot;
    }

    protected static <S extends Challenge> S state(ChallengeSnapshot snapshot, Class<S> type) {
        return type.cast(snapshot.challenge());
    }

    protected static int bucketOf(ChallengeSnapshot snapshot) {
        return snapshot.challenge().id().bucket();
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

    protected ChallengeSnapshot load(ChallengeId id) {
        return await(store().load(id)).orElseThrow();
    }

    protected CommitResult create(Transition<Created> creation) {
        return await(store().create(creation));
    }

    protected CommitResult commit(ChallengeSnapshot before, Transition<?> transition, Fence fence) {
        return await(store().commit(before, transition, fence));
    }

    protected static <T> T await(Uni<T> uni) {
        return uni.await().atMost(TIMEOUT);
    }
}
