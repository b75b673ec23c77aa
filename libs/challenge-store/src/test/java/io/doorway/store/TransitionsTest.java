package io.doorway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.doorway.protocol.challenge.Approved;
import io.doorway.protocol.challenge.Canceller;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.challenge.Consumed;
import io.doorway.protocol.challenge.Created;
import io.doorway.protocol.challenge.Open;
import io.doorway.protocol.challenge.Scanned;
import io.doorway.protocol.challenge.StateName;
import io.doorway.protocol.event.ChallengeEvent;
import io.doorway.protocol.event.RefusalReason;
import io.doorway.protocol.json.Json;
import io.doorway.store.memory.InMemoryChallengeStore;
import io.doorway.store.memory.InMemoryEventLog;
import io.doorway.store.memory.ManualClock;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TransitionsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ManualClock clock = new ManualClock();
    private final InMemoryChallengeStore store = new InMemoryChallengeStore(clock);
    private final InMemoryEventLog log = new InMemoryEventLog();
    private final Transitions transitions = new Transitions(store, store, log);

    @Test
    void whoIsAnsweredHasBeenTold() {
        ChallengeId id = created();

        Outcome<String> outcome = change(id, TransitionsTest::scan);

        assertThat(outcome).isEqualTo(new Outcome.Done<>("scanned"));
        assertThat(told(id)).containsExactly(StateName.CREATED, StateName.SCANNED);
        assertThat(await(store.waiting(Duration.ZERO))).isEmpty();
    }

    @Test
    void whileKafkaIsAwayTheTransitionStandsAndTheCallerIsToldToTryAgain() {
        ChallengeId id = created();
        log.goAway();

        assertThatThrownBy(() -> change(id, TransitionsTest::scan)).isInstanceOf(StoreUnavailableException.class);

        assertThat(load(id).challenge()).isInstanceOf(Scanned.class);
        assertThat(load(id).told()).isFalse();
        assertThatThrownBy(() -> change(id, TransitionsTest::scan)).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void aRepetitionGetsTheSameReplyOnceTheEventIsTold() {
        ChallengeId id = created();
        log.goAway();
        assertThatThrownBy(() -> change(id, TransitionsTest::scan)).isInstanceOf(StoreUnavailableException.class);
        log.comeBack();

        Outcome<String> first = change(id, TransitionsTest::scan);
        Outcome<String> second = change(id, TransitionsTest::scan);

        assertThat(first).isEqualTo(second).isEqualTo(new Outcome.Done<>("scanned"));
        assertThat(told(id)).containsExactly(StateName.CREATED, StateName.SCANNED);
    }

    @Test
    void anEarlierEventIsToldBeforeALaterOne() {
        ChallengeId id = created();
        log.goAway();
        assertThatThrownBy(() -> change(id, TransitionsTest::scan)).isInstanceOf(StoreUnavailableException.class);
        log.comeBack();

        change(id, TransitionsTest::cancel);

        assertThat(told(id)).containsExactly(StateName.CREATED, StateName.SCANNED, StateName.CANCELLED);
        assertThat(load(id).told()).isTrue();
    }

    @Test
    void whoLosesARaceDecidesAgainFromWhatIsThere() {
        ChallengeId id = created();
        List<StateName> seen = new ArrayList<>();

        Outcome<String> outcome = change(id, loaded -> {
            if (seen.isEmpty()) {
                change(id, TransitionsTest::scan);
            }
            seen.add(loaded.challenge().name());
            return cancel(loaded);
        });

        assertThat(outcome).isEqualTo(new Outcome.Done<>("cancelled"));
        assertThat(seen).containsExactly(StateName.CREATED, StateName.SCANNED);
    }

    @Test
    void ofAThousandApprovalsAtOnceOneIsDoneAndOneEventIsTold() throws Exception {
        ChallengeId id = created();
        change(id, TransitionsTest::scan);

        List<Outcome<String>> outcomes = thousandTimes(i -> change(id, TransitionsTest::approve));

        assertThat(outcomes).filteredOn(Outcome.Done.class::isInstance).hasSize(1);
        assertThat(outcomes)
                .filteredOn(outcome -> reason(outcome) == RefusalReason.WRONG_STATE)
                .hasSize(999);
        assertThat(told(id)).containsExactly(StateName.CREATED, StateName.SCANNED, StateName.APPROVED);
    }

    @Test
    void ofAThousandConsumptionsAtOnceOneCodeIsGiven() throws Exception {
        ChallengeId id = created();
        change(id, TransitionsTest::scan);
        change(id, TransitionsTest::approve);
        AtomicInteger codes = new AtomicInteger();

        List<Outcome<String>> outcomes =
                thousandTimes(i -> change(id, loaded -> consume(loaded, "code-" + codes.incrementAndGet())));

        assertThat(outcomes).filteredOn(Outcome.Done.class::isInstance).hasSize(1);
        Consumed consumed = (Consumed) load(id).challenge();
        assertThat(outcomes)
                .contains(new Outcome.Done<>(consumed.consumption().code().open()));
        assertThat(told(id)).hasSize(4);
    }

    @Test
    void aChallengeThatIsNotThereIsUnknown() {
        Outcome<String> outcome = change(Logins.someId(), TransitionsTest::scan);

        assertThat(outcome).isEqualTo(new Outcome.Refused<>(RefusalReason.UNKNOWN_CHALLENGE, null));
    }

    @Test
    void afterTheDeadlineItIsExpiredWhateverTheSweeperDid() {
        ChallengeId id = created();
        clock.set(((Open) load(id).challenge()).deadline());

        assertThat(reason(change(id, TransitionsTest::scan))).isEqualTo(RefusalReason.EXPIRED);
    }

    @Test
    void anotherStoreIsNamedAsTheReason() {
        ChallengeId id = created();
        change(id, TransitionsTest::scan);
        store.restart();

        assertThat(reason(change(id, TransitionsTest::approve))).isEqualTo(RefusalReason.STORE_CHANGED);
        assertThat(told(id)).containsExactly(StateName.CREATED, StateName.SCANNED);
    }

    private ChallengeId created() {
        return await(transitions.create(Logins.created(clock.instant()))).id();
    }

    private static Verdict<String> scan(Loaded loaded) {
        return switch (loaded.challenge()) {
            case Created created -> new Verdict.Change<>(created.scan(Logins.scan(loaded.now()), null), "scanned");
            case Scanned scanned -> new Verdict.Again<>("scanned");
            default -> new Verdict.Refuse<>(RefusalReason.WRONG_STATE);
        };
    }

    private static Verdict<String> approve(Loaded loaded) {
        return loaded.challenge() instanceof Scanned scanned
                ? new Verdict.Change<>(scanned.approve(Logins.approval(loaded.now()), null), "approved")
                : new Verdict.Refuse<>(RefusalReason.WRONG_STATE);
    }

    private static Verdict<String> consume(Loaded loaded, String code) {
        return loaded.challenge() instanceof Approved approved
                ? new Verdict.Change<>(approved.consume(Logins.consumption(code, loaded.now())), code)
                : new Verdict.Refuse<>(RefusalReason.WRONG_STATE);
    }

    private static Verdict<String> cancel(Loaded loaded) {
        return loaded.challenge() instanceof Open open
                ? new Verdict.Change<>(open.cancel(Canceller.BROWSER, loaded.now()), "cancelled")
                : new Verdict.Refuse<>(RefusalReason.WRONG_STATE);
    }

    private Outcome<String> change(ChallengeId id, Function<Loaded, Verdict<String>> decide) {
        return await(transitions.change(id, Fence.SAME_STORE, decide));
    }

    private Loaded load(ChallengeId id) {
        return await(store.load(id)).orElseThrow();
    }

    private List<StateName> told(ChallengeId id) {
        return log.entries().stream()
                .filter(entry -> entry.key().equals(id.value()))
                .map(entry -> ((ChallengeEvent) Json.readEvent(entry.value())).state())
                .toList();
    }

    private static RefusalReason reason(Outcome<String> outcome) {
        return outcome instanceof Outcome.Refused<String> refused ? refused.reason() : null;
    }

    private static List<Outcome<String>> thousandTimes(Function<Integer, Outcome<String>> attempt)
            throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Outcome<String>>> attempts = IntStream.range(0, 1000)
                    .<Callable<Outcome<String>>>mapToObj(i -> () -> attempt.apply(i))
                    .toList();
            List<Outcome<String>> outcomes = new ArrayList<>();
            for (Future<Outcome<String>> future : threads.invokeAll(attempts)) {
                outcomes.add(future.get());
            }
            return outcomes;
        }
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }
}
