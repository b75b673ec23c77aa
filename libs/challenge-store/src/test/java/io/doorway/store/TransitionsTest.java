package io.doorway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.doorway.protocol.challenge.Challenge.Approved;
import io.doorway.protocol.challenge.Challenge.Consumed;
import io.doorway.protocol.challenge.Challenge.Created;
import io.doorway.protocol.challenge.Challenge.Open;
import io.doorway.protocol.challenge.Challenge.Scanned;
import io.doorway.protocol.event.ChallengeEvent;
import io.doorway.protocol.json.Json;
import io.doorway.protocol.vocabulary.Canceller;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.protocol.vocabulary.StateName;
import io.doorway.store.ChallengeStore.Fence;
import io.doorway.store.memory.InMemoryChallengeStore;
import io.doorway.store.memory.InMemoryEventLog;
import io.doorway.store.memory.ManualClock;
import io.doorway.testkit.concurrent.ConcurrentCalls;
import io.doorway.testkit.login.SampleLogin;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class TransitionsTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final ManualClock clock = new ManualClock();
    private final InMemoryChallengeStore store = new InMemoryChallengeStore(clock);
    private final InMemoryEventLog log = new InMemoryEventLog();
    private final Transitions transitions = new Transitions(store, store, log);

    @Test
    void theReplyComesAfterTheEventIsPublished() {
        ChallengeId id = created();

        Outcome<String> outcome = change(id, TransitionsTest::scan);

        assertThat(outcome).isEqualTo(new Outcome.Done<>("scanned"));
        assertThat(publishedStates(id)).containsExactly(StateName.CREATED, StateName.SCANNED);
        assertThat(await(store.pendingBuckets(Duration.ZERO))).isEmpty();
    }

    @Test
    void whileKafkaIsUnavailableTheTransitionIsStoredAndTheCallFails() {
        ChallengeId id = created();
        change(id, TransitionsTest::scan);
        log.fail();

        assertThatThrownBy(() -> change(id, TransitionsTest::approveAgain))
                .isInstanceOf(StoreUnavailableException.class);

        assertThat(load(id).challenge()).isInstanceOf(Approved.class);
        assertThat(load(id).published()).isFalse();
        assertThatThrownBy(() -> change(id, TransitionsTest::approveAgain))
                .isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void aRepeatedCallGetsTheSameReplyAfterTheEventIsPublished() {
        ChallengeId id = created();
        change(id, TransitionsTest::scan);
        log.fail();
        assertThatThrownBy(() -> change(id, TransitionsTest::approveAgain))
                .isInstanceOf(StoreUnavailableException.class);
        log.recover();

        Outcome<String> first = change(id, TransitionsTest::approveAgain);
        Outcome<String> second = change(id, TransitionsTest::approveAgain);

        assertThat(first).isEqualTo(second).isEqualTo(new Outcome.Done<>("approved"));
        assertThat(publishedStates(id)).containsExactly(StateName.CREATED, StateName.SCANNED, StateName.APPROVED);
    }

    @Test
    void aCreationAndAScanDoNotWaitForKafka() {
        log.fail();

        ChallengeId id = created();
        Outcome<String> first = change(id, TransitionsTest::scan);
        Outcome<String> second = change(id, TransitionsTest::scan);

        assertThat(first).isEqualTo(second).isEqualTo(new Outcome.Done<>("scanned"));
        assertThat(load(id).unpublished()).hasSize(2);
        assertThat(publishedStates(id)).isEmpty();
    }

    @Test
    void whatFollowsFromAScanIsPublishedAfterItsUnpublishedEvents() {
        log.fail();
        ChallengeId id = created();
        change(id, TransitionsTest::scan);
        assertThatThrownBy(() -> change(id, TransitionsTest::approveAgain))
                .isInstanceOf(StoreUnavailableException.class);
        log.recover();

        change(id, TransitionsTest::approveAgain);

        assertThat(publishedStates(id)).containsExactly(StateName.CREATED, StateName.SCANNED, StateName.APPROVED);
        assertThat(load(id).published()).isTrue();
    }

    @Test
    void aDecisionOnAChallengeThatHasChangedSinceItWasLoadedIsMadeAgain() {
        ChallengeId id = created();
        ChallengeSnapshot loaded = load(id);
        change(id, TransitionsTest::scan);
        List<StateName> decided = new ArrayList<>();

        Outcome<String> outcome = await(transitions.change(loaded, Fence.SAME_STORE, snapshot -> {
            decided.add(snapshot.challenge().state());
            return cancel(snapshot);
        }));

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(decided).containsExactly(StateName.CREATED, StateName.SCANNED);
        assertThat(publishedStates(id)).containsExactly(StateName.CREATED, StateName.SCANNED, StateName.CANCELLED);
    }

    @Test
    void afterAConflictTheDecisionIsMadeAgainFromTheNewState() {
        ChallengeId id = created();
        List<StateName> decided = new ArrayList<>();

        Outcome<String> outcome = change(id, snapshot -> {
            if (decided.isEmpty()) {
                change(id, TransitionsTest::scan);
            }
            decided.add(snapshot.challenge().state());
            return cancel(snapshot);
        });

        assertThat(outcome).isEqualTo(new Outcome.Done<>("cancelled"));
        assertThat(decided).containsExactly(StateName.CREATED, StateName.SCANNED);
    }

    @Test
    void ofAThousandConcurrentApprovalsOneSucceedsAndOneEventIsPublished() {
        ChallengeId id = created();
        change(id, TransitionsTest::scan);

        List<Outcome<String>> outcomes = ConcurrentCalls.run(1000, i -> change(id, TransitionsTest::approve));

        assertThat(outcomes).filteredOn(Outcome.Done.class::isInstance).hasSize(1);
        assertThat(outcomes)
                .filteredOn(outcome -> reason(outcome) == RefusalReason.WRONG_STATE)
                .hasSize(999);
        assertThat(publishedStates(id)).containsExactly(StateName.CREATED, StateName.SCANNED, StateName.APPROVED);
    }

    @Test
    void ofAThousandConcurrentConsumptionsOneReturnsACode() {
        ChallengeId id = created();
        change(id, TransitionsTest::scan);
        change(id, TransitionsTest::approve);
        AtomicInteger codes = new AtomicInteger();

        List<Outcome<String>> outcomes = ConcurrentCalls.run(
                1000, i -> change(id, snapshot -> consume(snapshot, "code-" + codes.incrementAndGet())));

        assertThat(outcomes).filteredOn(Outcome.Done.class::isInstance).hasSize(1);
        Consumed consumed = (Consumed) load(id).challenge();
        assertThat(outcomes)
                .contains(new Outcome.Done<>(consumed.consumption().code().open()));
        assertThat(publishedStates(id)).hasSize(4);
    }

    @Test
    void aMissingChallengeIsUnknown() {
        Outcome<String> outcome = change(SampleLogin.newId(), TransitionsTest::scan);

        assertThat(outcome).isEqualTo(new Outcome.Refused<>(RefusalReason.UNKNOWN_CHALLENGE, null));
    }

    @Test
    void afterTheDeadlineAChallengeIsRefusedAsExpiredBeforeItIsSwept() {
        ChallengeId id = created();
        clock.set(((Open) load(id).challenge()).deadline());

        assertThat(reason(change(id, TransitionsTest::scan))).isEqualTo(RefusalReason.EXPIRED);
    }

    @Test
    void anApprovalInARestartedStoreIsRefusedAsStoreChanged() {
        ChallengeId id = created();
        change(id, TransitionsTest::scan);
        store.restart();

        assertThat(reason(change(id, TransitionsTest::approve))).isEqualTo(RefusalReason.STORE_CHANGED);
        assertThat(publishedStates(id)).containsExactly(StateName.CREATED, StateName.SCANNED);
    }

    @Test
    void aChallengeThatWasScannedHereIsPredictedOnce() {
        ChallengeId id = created();
        change(id, TransitionsTest::scan);

        ChallengeSnapshot predicted = transitions.predicted(id).orElseThrow();
        Outcome<String> outcome = await(transitions.change(predicted, Fence.SAME_STORE, TransitionsTest::approveAgain));

        assertThat(outcome).isEqualTo(new Outcome.Done<>("approved"));
        assertThat(transitions.predicted(id)).isEmpty();
        assertThat(publishedStates(id)).containsExactly(StateName.CREATED, StateName.SCANNED, StateName.APPROVED);
    }

    /** Its events have to be published first, and who reads the challenge knows which. */
    @Test
    void aChallengeWhoseEventsAreNotPublishedIsNotPredicted() {
        log.fail();
        ChallengeId id = created();
        change(id, TransitionsTest::scan);

        assertThat(transitions.predicted(id)).isEmpty();
    }

    @Test
    void aWrongPredictionIsDecidedAgainOnWhatIsStored() {
        ChallengeId id = created();
        change(id, TransitionsTest::scan);
        ChallengeSnapshot predicted = transitions.predicted(id).orElseThrow();
        change(id, TransitionsTest::cancel);

        Outcome<String> outcome = await(transitions.change(predicted, Fence.SAME_STORE, TransitionsTest::approve));

        assertThat(reason(outcome)).isEqualTo(RefusalReason.WRONG_STATE);
        assertThat(publishedStates(id)).containsExactly(StateName.CREATED, StateName.SCANNED, StateName.CANCELLED);
    }

    private ChallengeId created() {
        return await(transitions.create(SampleLogin.creation(clock.instant()))).id();
    }

    private static TransitionDecision<String> scan(ChallengeSnapshot snapshot) {
        return switch (snapshot.challenge()) {
            case Created created ->
                new TransitionDecision.Change<>(created.scan(SampleLogin.scan(snapshot.now()), null), "scanned");
            case Scanned scanned -> new TransitionDecision.Repeat<>("scanned");
            default -> new TransitionDecision.Refuse<>(RefusalReason.WRONG_STATE);
        };
    }

    private static TransitionDecision<String> approve(ChallengeSnapshot snapshot) {
        return snapshot.challenge() instanceof Scanned scanned
                ? new TransitionDecision.Change<>(
                        scanned.approve(SampleLogin.approval(snapshot.now()), null), "approved")
                : new TransitionDecision.Refuse<>(RefusalReason.WRONG_STATE);
    }

    private static TransitionDecision<String> approveAgain(ChallengeSnapshot snapshot) {
        return snapshot.challenge() instanceof Approved
                ? new TransitionDecision.Repeat<>("approved")
                : approve(snapshot);
    }

    private static TransitionDecision<String> consume(ChallengeSnapshot snapshot, String code) {
        return snapshot.challenge() instanceof Approved approved
                ? new TransitionDecision.Change<>(approved.consume(SampleLogin.consumption(code, snapshot.now())), code)
                : new TransitionDecision.Refuse<>(RefusalReason.WRONG_STATE);
    }

    private static TransitionDecision<String> cancel(ChallengeSnapshot snapshot) {
        return snapshot.challenge() instanceof Open open
                ? new TransitionDecision.Change<>(open.cancel(Canceller.BROWSER, snapshot.now()), "cancelled")
                : new TransitionDecision.Refuse<>(RefusalReason.WRONG_STATE);
    }

    private Outcome<String> change(ChallengeId id, Function<ChallengeSnapshot, TransitionDecision<String>> decide) {
        return await(transitions.change(id, Fence.SAME_STORE, decide));
    }

    private ChallengeSnapshot load(ChallengeId id) {
        return await(store.load(id)).orElseThrow();
    }

    private List<StateName> publishedStates(ChallengeId id) {
        return log.entries().stream()
                .filter(entry -> entry.key().equals(id.value()))
                .map(entry -> ((ChallengeEvent) Json.readEvent(entry.event().value())).state())
                .toList();
    }

    private static RefusalReason reason(Outcome<String> outcome) {
        return outcome instanceof Outcome.Refused<String> refused ? refused.reason() : null;
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(TIMEOUT);
    }
}
