package io.doorway.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.protocol.challenge.Approved;
import io.doorway.protocol.challenge.Cancelled;
import io.doorway.protocol.challenge.Canceller;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.challenge.Consumed;
import io.doorway.protocol.challenge.Created;
import io.doorway.protocol.challenge.Decision;
import io.doorway.protocol.challenge.Expired;
import io.doorway.protocol.challenge.RejectReason;
import io.doorway.protocol.challenge.Rejected;
import io.doorway.protocol.challenge.Scanned;
import io.doorway.protocol.challenge.Timing;
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

/** The contract of {@link ChallengeStore}, sentence by sentence. */
public abstract class ChallengeStoreConformance extends Conformance {

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
                scanned,
                i -> state(scanned, Scanned.class).approve(Logins.approval(scanned.now()), null),
                Fence.SAME_STORE);

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
                state.approve(Logins.approval(scanned.now()), null),
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

        subject().restart();

        assertThat(load(scanned.challenge().id()).sameStore()).isFalse();
        assertThat(commit(
                        scanned,
                        state(scanned, Scanned.class).approve(Logins.approval(scanned.now()), null),
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

        subject().restart();

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
        subject().restart();

        Loaded approved = approved();

        assertThat(approved.sameStore()).isTrue();
        assertThat(commit(
                        approved,
                        state(approved, Approved.class).consume(Logins.consumption("code", approved.now())),
                        Fence.SAME_STORE))
                .isInstanceOf(Commit.Done.class);
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

        subject().waitUntil(decision.next().deadline());

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
}
