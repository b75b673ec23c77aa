package io.doorway.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.protocol.challenge.Approved;
import io.doorway.protocol.challenge.Cancelled;
import io.doorway.protocol.challenge.Canceller;
import io.doorway.protocol.challenge.Challenge;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.challenge.Consumed;
import io.doorway.protocol.challenge.Created;
import io.doorway.protocol.challenge.Decision;
import io.doorway.protocol.challenge.Expired;
import io.doorway.protocol.challenge.RejectReason;
import io.doorway.protocol.challenge.Rejected;
import io.doorway.protocol.challenge.Scanned;
import io.doorway.protocol.challenge.Timing;
import io.doorway.protocol.event.ChallengeEvent;
import io.doorway.protocol.event.Topics;
import io.doorway.protocol.json.Json;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The contract of {@link ChallengeStore} and {@link Outbox}, sentence by sentence. */
public abstract class ChallengeStoreConformance {

    protected static final Duration PATIENCE = Duration.ofSeconds(30);

    protected abstract ChallengeStore store();

    protected abstract Outbox outbox();

    /** Ends the store and starts it again with its data. */
    protected abstract void restart();

    /** Returns when the store's clock says so. */
    protected abstract void waitUntil(Instant at);

    @Test
    void whatWasCreatedIsReadBackAsItWas() {
        Decision<Created> decision = Logins.created(now());

        Commit commit = create(decision);

        assertThat(commit).isInstanceOf(Commit.Done.class);
        assertThat(load(decision.next().id()).challenge()).isEqualTo(decision.next());
    }

    @Test
    void everyStateIsReadBackAsItWas() {
        assertThat(Stream.of(scanned(), approved(), consumed(), rejected(), cancelled(), expired())
                        .map(Loaded::challenge)
                        .map(Object::getClass)
                        .toList())
                .asList()
                .containsExactly(
                        Scanned.class, Approved.class, Consumed.class, Rejected.class, Cancelled.class, Expired.class);
    }

    @Test
    void nothingIsReadOfAChallengeThatIsNotThere() {
        assertThat(await(store().load(Logins.someId()))).isEmpty();
    }

    @Test
    void aTakenIdIsNotCreatedAgain() {
        ChallengeId id = fresh().challenge().id();

        Commit commit = create(Logins.created(id, now(), Timing.DEFAULT));

        assertThat(commit).isEqualTo(new Commit.Conflict());
        assertThat(load(id).challenge().version()).isEqualTo(1);
    }

    @Test
    void aReadingSaysTheStoresTimeAndThatTheStoreIsTheSame() {
        Instant before = now();

        Loaded loaded = fresh();

        assertThat(loaded.now()).isBetween(before, now());
        assertThat(loaded.sameStore()).isTrue();
    }

    @Test
    void ofAThousandApprovalsAtOnceExactlyOneSucceeds() {
        Loaded scanned = scanned();

        Map<Class<?>, Long> commits = thousand(
                scanned, i -> state(scanned, Scanned.class).approve(Logins.approval(scanned.now())), Fence.SAME_STORE);

        assertThat(commits).isEqualTo(Map.of(Commit.Done.class, 1L, Commit.Conflict.class, 999L));
        assertThat(load(scanned.challenge().id()).challenge().version()).isEqualTo(3);
    }

    @Test
    void ofAThousandConsumptionsAtOnceExactlyOneSucceeds() {
        Loaded approved = approved();

        Map<Class<?>, Long> commits = thousand(
                approved,
                i -> state(approved, Approved.class).consume(Logins.consumption("code-" + i, approved.now())),
                Fence.SAME_STORE);

        assertThat(commits).isEqualTo(Map.of(Commit.Done.class, 1L, Commit.Conflict.class, 999L));
        assertThat(eventsOf(approved.challenge().id())).hasSize(4);
    }

    @Test
    void whateverRacesOnlyOneTransitionLeavesAVersion() {
        Loaded scanned = scanned();
        Scanned state = state(scanned, Scanned.class);
        List<Decision<?>> rivals = List.of(
                state.approve(Logins.approval(scanned.now())),
                state.reject(RejectReason.NOT_ME, scanned.now()),
                state.cancel(Canceller.BROWSER, scanned.now()));

        Map<Class<?>, Long> commits = thousand(scanned, i -> rivals.get(i % rivals.size()), Fence.NONE);

        assertThat(commits).isEqualTo(Map.of(Commit.Done.class, 1L, Commit.Conflict.class, 999L));
    }

    @Test
    void whatWasDecidedFromAnOlderVersionIsAConflict() {
        Loaded created = fresh();
        scan(created);

        Commit commit =
                commit(created, state(created, Created.class).cancel(Canceller.BROWSER, created.now()), Fence.NONE);

        assertThat(commit).isEqualTo(new Commit.Conflict());
    }

    @Test
    void afterTheDeadlineNothingButAnExpiryIsCommitted() {
        Loaded created = overdue();
        Created state = state(created, Created.class);

        assertThat(commit(created, state.scan(Logins.scan(created.now()), null), Fence.NONE))
                .isEqualTo(new Commit.Untimely());
        assertThat(commit(created, state.cancel(Canceller.BROWSER, created.now()), Fence.NONE))
                .isEqualTo(new Commit.Untimely());
        assertThat(commit(created, state.expire(created.now()), Fence.NONE)).isInstanceOf(Commit.Done.class);
    }

    @Test
    void beforeTheDeadlineNoExpiryIsCommitted() {
        Loaded created = fresh();

        Commit commit = commit(created, state(created, Created.class).expire(created.now()), Fence.NONE);

        assertThat(commit).isEqualTo(new Commit.Untimely());
        assertThat(load(created.challenge().id()).challenge()).isEqualTo(created.challenge());
    }

    @Test
    void aRefusedCommitLeavesNoEvent() {
        Loaded created = fresh();

        commit(created, state(created, Created.class).expire(created.now()), Fence.NONE);

        assertThat(eventsOf(created.challenge().id())).hasSize(1);
    }

    @Test
    void anotherStoreApprovesAndConsumesNothing() {
        Loaded scanned = scanned();
        Loaded approved = approved();

        restart();

        assertThat(load(scanned.challenge().id()).sameStore()).isFalse();
        assertThat(commit(
                        scanned,
                        state(scanned, Scanned.class).approve(Logins.approval(scanned.now())),
                        Fence.SAME_STORE))
                .isEqualTo(new Commit.Fenced());
        assertThat(commit(
                        approved,
                        state(approved, Approved.class).consume(Logins.consumption("code", approved.now())),
                        Fence.SAME_STORE))
                .isEqualTo(new Commit.Fenced());
    }

    @Test
    void anotherStoreStillClosesWhatIsOpen() {
        Loaded scanned = scanned();
        Loaded rejected = scanned();
        Loaded overdue = overdue();

        restart();

        assertThat(commit(scanned, state(scanned, Scanned.class).cancel(Canceller.BROWSER, scanned.now()), Fence.NONE))
                .isInstanceOf(Commit.Done.class);
        assertThat(commit(
                        rejected,
                        state(rejected, Scanned.class).reject(RejectReason.NOT_ME, rejected.now()),
                        Fence.NONE))
                .isInstanceOf(Commit.Done.class);
        assertThat(commit(overdue, state(overdue, Created.class).expire(overdue.now()), Fence.NONE))
                .isInstanceOf(Commit.Done.class);
    }

    @Test
    void whatIsCreatedAfterARestartIsOfThatStore() {
        restart();

        Loaded approved = approved();

        assertThat(approved.sameStore()).isTrue();
        assertThat(commit(
                        approved,
                        state(approved, Approved.class).consume(Logins.consumption("code", approved.now())),
                        Fence.SAME_STORE))
                .isInstanceOf(Commit.Done.class);
    }

    @Test
    void anEventIsInTheOutboxAsSoonAsItsStateIsRead() {
        Loaded scanned = scanned();

        List<OutboxEntry> entries = eventsOf(scanned.challenge().id());

        assertThat(entries).extracting(OutboxEntry::topic).containsOnly(Topics.TRANSITIONS);
        assertThat(entries).extracting(OutboxEntry::traceparent).containsOnly(Logins.TRACEPARENT);
        assertThat(entries)
                .extracting(entry -> ((ChallengeEvent) Json.readEvent(entry.value())).version())
                .containsExactly(1L, 2L);
    }

    @Test
    void aCommitAnswersWithTheEntryThatTheOutboxHolds() {
        Decision<Created> decision = Logins.created(now());

        Commit commit = create(decision);

        assertThat(commit)
                .isEqualTo(new Commit.Done(eventsOf(decision.next().id()).getFirst()));
    }

    @Test
    void aReadingNamesTheEventsThatAreUntoldOldestFirst() {
        Loaded approved = approved();

        assertThat(approved.told()).isFalse();
        assertThat(await(outbox().entries(bucketOf(approved), approved.untold())))
                .isEqualTo(eventsOf(approved.challenge().id()));
    }

    @Test
    void aRemovedEventIsToldAndGone() {
        Loaded created = fresh();
        List<OutboxEntry> entries = eventsOf(created.challenge().id());

        remove(entries);
        remove(entries);

        assertThat(load(created.challenge().id()).told()).isTrue();
        assertThat(eventsOf(created.challenge().id())).isEmpty();
        assertThat(await(outbox().entries(bucketOf(created), created.untold()))).isEmpty();
    }

    @Test
    void removingOneEventLeavesTheOthers() {
        Loaded scanned = scanned();
        List<OutboxEntry> entries = eventsOf(scanned.challenge().id());

        remove(entries.subList(0, 1));

        assertThat(load(scanned.challenge().id()).untold())
                .containsExactly(entries.get(1).id());
    }

    @Test
    void anEntryIsPendingOnlyFromItsAgeOn() {
        Loaded created = fresh();
        int bucket = bucketOf(created);

        assertThat(await(outbox().pending(bucket, Duration.ofHours(1), 1000))).isEmpty();
        assertThat(await(outbox().waiting(Duration.ofHours(1)))).isEmpty();
        assertThat(await(outbox().waiting(Duration.ZERO))).contains(bucket);
    }

    @Test
    void pendingEntriesAreTheOldestAndInOrder() {
        Loaded approved = approved();
        int bucket = bucketOf(approved);
        List<OutboxEntry> all = pending(bucket);

        assertThat(all).extracting(OutboxEntry::id).isSortedAccordingTo(OutboxEntry.OLDEST_FIRST);
        assertThat(await(outbox().pending(bucket, Duration.ZERO, 2))).isEqualTo(all.subList(0, 2));
    }

    @Test
    void aLeaseHasOneHolderUntilItEnds() {
        int bucket = 7;
        Duration duration = Duration.ofMillis(300);

        assertThat(lease(bucket, "one", duration)).isTrue();
        assertThat(lease(bucket, "two", duration)).isFalse();
        assertThat(lease(bucket, "one", duration)).isTrue();
        assertThat(lease(8, "two", duration)).isTrue();
        waitUntil(now().plus(duration));
        assertThat(lease(bucket, "two", duration)).isTrue();
    }

    @Test
    void aLeaseIsGivenBackByItsHolderOnly() {
        Duration duration = Duration.ofMinutes(1);
        lease(9, "one", duration);

        await(outbox().release(9, "two"));
        assertThat(lease(9, "two", duration)).isFalse();
        await(outbox().release(9, "one"));
        assertThat(lease(9, "two", duration)).isTrue();
    }

    @Test
    void whatIsOverdueIsDueUntilItIsClosed() {
        Loaded overdue = overdue();
        ChallengeId id = overdue.challenge().id();
        Loaded notYet = fresh();

        assertThat(await(store().overdue())).contains(id.bucket());
        assertThat(await(store().due(id.bucket(), 1000)))
                .contains(id)
                .doesNotContain(notYet.challenge().id());
        commit(overdue, state(overdue, Created.class).expire(overdue.now()), Fence.NONE);
        assertThat(await(store().due(id.bucket(), 1000))).doesNotContain(id);
    }

    @Test
    void aChallengeIsDueByItsLatestDeadline() {
        Timing quickScan = new Timing(Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofSeconds(1));
        Decision<Created> decision = Logins.created(Logins.someId(), now(), quickScan);
        ChallengeId id = decision.next().id();
        create(decision);
        scan(load(id));

        waitUntil(decision.next().deadline());

        assertThat(await(store().due(id.bucket(), 1000))).doesNotContain(id);
    }

    private Map<Class<?>, Long> thousand(Loaded from, Function<Integer, Decision<?>> decide, Fence fence) {
        return await(Multi.createFrom()
                        .iterable(IntStream.range(0, 1000).boxed().toList())
                        .onItem()
                        .transformToUni(i -> store().commit(from, decide.apply(i), fence))
                        .merge(16)
                        .collect()
                        .asList())
                .stream()
                .collect(Collectors.groupingBy(Object::getClass, Collectors.counting()));
    }

    private Loaded fresh() {
        Decision<Created> decision = Logins.created(now());
        create(decision);
        return load(decision.next().id());
    }

    /** Created longer ago than it may wait for its scan. */
    private Loaded overdue() {
        Decision<Created> decision = Logins.created(now().minus(Timing.DEFAULT.scanWithin()));
        create(decision);
        return load(decision.next().id());
    }

    private Loaded scanned() {
        return scan(fresh());
    }

    private Loaded scan(Loaded created) {
        return next(created, Created.class, (state, now) -> state.scan(Logins.scan(now), "198.51.100.7"));
    }

    private Loaded approved() {
        return next(scanned(), Scanned.class, (state, now) -> state.approve(Logins.approval(now)));
    }

    private Loaded consumed() {
        return next(approved(), Approved.class, (state, now) -> state.consume(Logins.consumption("code", now)));
    }

    private Loaded rejected() {
        return next(scanned(), Scanned.class, (state, now) -> state.reject(RejectReason.NOT_ME, now));
    }

    private Loaded cancelled() {
        return next(fresh(), Created.class, (state, now) -> state.cancel(Canceller.BROWSER, now));
    }

    private Loaded expired() {
        return next(overdue(), Created.class, Created::expire);
    }

    private <S extends Challenge> Loaded next(Loaded from, Class<S> type, BiFunction<S, Instant, Decision<?>> decide) {
        Decision<?> decision = decide.apply(state(from, type), from.now());
        assertThat(commit(from, decision, Fence.SAME_STORE)).isInstanceOf(Commit.Done.class);
        Loaded loaded = load(from.challenge().id());
        assertThat(loaded.challenge()).isEqualTo(decision.next());
        return loaded;
    }

    private static <S extends Challenge> S state(Loaded loaded, Class<S> type) {
        return type.cast(loaded.challenge());
    }

    private static int bucketOf(Loaded loaded) {
        return loaded.challenge().id().bucket();
    }

    private List<OutboxEntry> eventsOf(ChallengeId id) {
        return pending(id.bucket()).stream()
                .filter(entry -> entry.key().equals(id.value()))
                .toList();
    }

    private List<OutboxEntry> pending(int bucket) {
        return await(outbox().pending(bucket, Duration.ZERO, 10_000));
    }

    private void remove(List<OutboxEntry> entries) {
        await(outbox().remove(entries.getFirst().bucket(), entries));
    }

    private boolean lease(int bucket, String owner, Duration duration) {
        return await(outbox().lease(bucket, owner, duration));
    }

    protected final Instant now() {
        return await(store().now());
    }

    private Loaded load(ChallengeId id) {
        return await(store().load(id)).orElseThrow();
    }

    private Commit create(Decision<Created> decision) {
        return await(store().create(decision));
    }

    private Commit commit(Loaded before, Decision<?> decision, Fence fence) {
        return await(store().commit(before, decision, fence));
    }

    protected static <T> T await(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }
}
