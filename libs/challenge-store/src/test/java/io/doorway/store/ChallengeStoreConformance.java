package io.doorway.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.protocol.challenge.Challenge.Approved;
import io.doorway.protocol.challenge.Challenge.Cancelled;
import io.doorway.protocol.challenge.Challenge.Consumed;
import io.doorway.protocol.challenge.Challenge.Created;
import io.doorway.protocol.challenge.Challenge.Expired;
import io.doorway.protocol.challenge.Challenge.Rejected;
import io.doorway.protocol.challenge.Challenge.Scanned;
import io.doorway.protocol.challenge.Transition;
import io.doorway.protocol.vocabulary.Canceller;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.RejectReason;
import io.doorway.protocol.vocabulary.Timing;
import io.doorway.store.ChallengeStore.CommitResult;
import io.doorway.store.ChallengeStore.Fence;
import io.doorway.testkit.login.SampleLogin;
import io.smallrye.mutiny.Multi;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests the contract of {@link ChallengeStore}. */
public abstract class ChallengeStoreConformance extends StoreConformance {

    @Test
    void aCreatedChallengeIsLoadedUnchanged() {
        Transition<Created> creation = SampleLogin.creation(now());

        CommitResult commit = create(creation);

        assertThat(commit).isInstanceOf(CommitResult.Committed.class);
        assertThat(load(creation.next().id()).challenge()).isEqualTo(creation.next());
    }

    @Test
    void everyStateIsLoadedUnchanged() {
        assertThat(Stream.of(scanned(), approved(), consumed(), rejected(), cancelled(), expired())
                        .map(ChallengeSnapshot::challenge)
                        .map(Object::getClass)
                        .toList())
                .asList()
                .containsExactly(
                        Scanned.class, Approved.class, Consumed.class, Rejected.class, Cancelled.class, Expired.class);
    }

    @Test
    void aMissingChallengeIsNotLoaded() {
        assertThat(await(store().load(SampleLogin.newId()))).isEmpty();
    }

    @Test
    void aTakenIdIsAConflict() {
        ChallengeId id = created().challenge().id();

        CommitResult commit = create(SampleLogin.creation(id, now(), Timing.DEFAULT));

        assertThat(commit).isEqualTo(new CommitResult.Conflict());
        assertThat(load(id).challenge().version()).isEqualTo(1);
    }

    @Test
    void aSnapshotHasTheStoresTimeAndWhetherTheStoreIsTheSame() {
        Instant before = now();

        ChallengeSnapshot snapshot = created();

        assertThat(snapshot.now()).isBetween(before, now());
        assertThat(snapshot.sameStore()).isTrue();
    }

    @Test
    void ofAThousandConcurrentApprovalsExactlyOneSucceeds() {
        ChallengeSnapshot scanned = scanned();

        Map<Class<?>, Long> commits = commitConcurrently(
                scanned,
                i -> state(scanned, Scanned.class).approve(SampleLogin.approval(scanned.now()), null),
                Fence.SAME_STORE);

        assertThat(commits).isEqualTo(Map.of(CommitResult.Committed.class, 1L, CommitResult.Conflict.class, 999L));
        assertThat(load(scanned.challenge().id()).challenge().version()).isEqualTo(3);
    }

    @Test
    void ofAThousandConcurrentConsumptionsExactlyOneSucceeds() {
        ChallengeSnapshot approved = approved();

        Map<Class<?>, Long> commits = commitConcurrently(
                approved,
                i -> state(approved, Approved.class).consume(SampleLogin.consumption("code-" + i, approved.now())),
                Fence.SAME_STORE);

        assertThat(commits).isEqualTo(Map.of(CommitResult.Committed.class, 1L, CommitResult.Conflict.class, 999L));
        assertThat(eventsOf(approved.challenge().id())).hasSize(4);
    }

    @Test
    void ofDifferentConcurrentTransitionsExactlyOneSucceeds() {
        ChallengeSnapshot scanned = scanned();
        Scanned state = state(scanned, Scanned.class);
        List<Transition<?>> transitions = List.of(
                state.approve(SampleLogin.approval(scanned.now()), null),
                state.reject(RejectReason.NOT_ME, scanned.now()),
                state.cancel(Canceller.BROWSER, scanned.now()));

        Map<Class<?>, Long> commits =
                commitConcurrently(scanned, i -> transitions.get(i % transitions.size()), Fence.NONE);

        assertThat(commits).isEqualTo(Map.of(CommitResult.Committed.class, 1L, CommitResult.Conflict.class, 999L));
    }

    @Test
    void aTransitionOfAnOlderVersionIsAConflict() {
        ChallengeSnapshot created = created();
        scan(created);

        CommitResult commit =
                commit(created, state(created, Created.class).cancel(Canceller.BROWSER, created.now()), Fence.NONE);

        assertThat(commit).isEqualTo(new CommitResult.Conflict());
    }

    @Test
    void afterTheDeadlineOnlyAnExpiryIsCommitted() {
        ChallengeSnapshot created = overdue();
        Created state = state(created, Created.class);

        assertThat(commit(created, state.scan(SampleLogin.scan(created.now()), null), Fence.NONE))
                .isEqualTo(new CommitResult.DeadlineMismatch());
        assertThat(commit(created, state.cancel(Canceller.BROWSER, created.now()), Fence.NONE))
                .isEqualTo(new CommitResult.DeadlineMismatch());
        assertThat(commit(created, state.expire(created.now()), Fence.NONE)).isInstanceOf(CommitResult.Committed.class);
    }

    @Test
    void beforeTheDeadlineNoExpiryIsCommitted() {
        ChallengeSnapshot created = created();

        CommitResult commit = commit(created, state(created, Created.class).expire(created.now()), Fence.NONE);

        assertThat(commit).isEqualTo(new CommitResult.DeadlineMismatch());
        assertThat(load(created.challenge().id()).challenge()).isEqualTo(created.challenge());
    }

    @Test
    void aRefusedCommitLeavesNoEvent() {
        ChallengeSnapshot created = created();

        commit(created, state(created, Created.class).expire(created.now()), Fence.NONE);

        assertThat(eventsOf(created.challenge().id())).hasSize(1);
    }

    @Test
    void aRestartedStoreRefusesApprovalAndConsumption() {
        ChallengeSnapshot scanned = scanned();
        ChallengeSnapshot approved = approved();

        subject().restart();

        assertThat(load(scanned.challenge().id()).sameStore()).isFalse();
        assertThat(commit(
                        scanned,
                        state(scanned, Scanned.class).approve(SampleLogin.approval(scanned.now()), null),
                        Fence.SAME_STORE))
                .isEqualTo(new CommitResult.Fenced());
        assertThat(commit(
                        approved,
                        state(approved, Approved.class).consume(SampleLogin.consumption("code", approved.now())),
                        Fence.SAME_STORE))
                .isEqualTo(new CommitResult.Fenced());
    }

    @Test
    void aRestartedStoreCommitsEndingTransitions() {
        ChallengeSnapshot scanned = scanned();
        ChallengeSnapshot rejected = scanned();
        ChallengeSnapshot overdue = overdue();

        subject().restart();

        assertThat(commit(scanned, state(scanned, Scanned.class).cancel(Canceller.BROWSER, scanned.now()), Fence.NONE))
                .isInstanceOf(CommitResult.Committed.class);
        assertThat(commit(
                        rejected,
                        state(rejected, Scanned.class).reject(RejectReason.NOT_ME, rejected.now()),
                        Fence.NONE))
                .isInstanceOf(CommitResult.Committed.class);
        assertThat(commit(overdue, state(overdue, Created.class).expire(overdue.now()), Fence.NONE))
                .isInstanceOf(CommitResult.Committed.class);
    }

    @Test
    void aChallengeCreatedAfterARestartCanBeConsumed() {
        subject().restart();

        ChallengeSnapshot approved = approved();

        assertThat(approved.sameStore()).isTrue();
        assertThat(commit(
                        approved,
                        state(approved, Approved.class).consume(SampleLogin.consumption("code", approved.now())),
                        Fence.SAME_STORE))
                .isInstanceOf(CommitResult.Committed.class);
    }

    @Test
    void anOverdueChallengeIsListedUntilItEnds() {
        ChallengeSnapshot overdue = overdue();
        ChallengeId id = overdue.challenge().id();
        ChallengeSnapshot notOverdue = created();

        assertThat(await(store().overdueBuckets())).contains(id.bucket());
        assertThat(await(store().overdueChallenges(id.bucket(), 1000)))
                .contains(id)
                .doesNotContain(notOverdue.challenge().id());
        commit(overdue, state(overdue, Created.class).expire(overdue.now()), Fence.NONE);
        assertThat(await(store().overdueChallenges(id.bucket(), 1000))).doesNotContain(id);
    }

    @Test
    void onlyTheCurrentDeadlineMakesAChallengeOverdue() {
        Timing quickScan = new Timing(Duration.ofSeconds(3), Duration.ofSeconds(60), Duration.ofSeconds(1));
        Transition<Created> creation = SampleLogin.creation(SampleLogin.newId(), now(), quickScan);
        ChallengeId id = creation.next().id();
        create(creation);
        scan(load(id));

        subject().waitUntil(creation.next().deadline());

        assertThat(await(store().overdueChallenges(id.bucket(), 1000))).doesNotContain(id);
    }

    /** Commits a thousand transitions from one snapshot and counts the results. */
    private Map<Class<?>, Long> commitConcurrently(
            ChallengeSnapshot from, Function<Integer, Transition<?>> transition, Fence fence) {
        return await(Multi.createFrom()
                        .iterable(IntStream.range(0, 1000).boxed().toList())
                        .onItem()
                        .transformToUni(i -> store().commit(from, transition.apply(i), fence))
                        .merge(16)
                        .collect()
                        .asList())
                .stream()
                .collect(Collectors.groupingBy(Object::getClass, Collectors.counting()));
    }
}
