package io.doorway.store.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.challenge.Timing;
import io.doorway.store.Commit;
import io.doorway.store.Logins;
import io.doorway.store.OutboxEntry;
import io.doorway.store.StoreUnavailableException;
import io.doorway.store.memory.InMemoryChallengeStore;
import io.doorway.store.memory.InMemoryEventLog;
import io.doorway.store.memory.ManualClock;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OutboxRelayTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ManualClock clock = new ManualClock();
    private final InMemoryChallengeStore store = new InMemoryChallengeStore(clock);
    private final InMemoryEventLog log = new InMemoryEventLog();
    private final OutboxRelay relay = new OutboxRelay(store, log, "one");

    @Test
    void aYoungEntryIsLeftToItsMaker() {
        leave(Logins.someId());

        assertThat(await(relay.relay())).isZero();
        assertThat(log.entries()).isEmpty();
    }

    @Test
    void whatWasLeftIsToldAndGone() {
        List<OutboxEntry> left =
                Stream.generate(() -> leave(Logins.someId())).limit(100).toList();
        grow();

        assertThat(await(relay.relay())).isEqualTo(100);
        assertThat(log.entries()).containsExactlyInAnyOrderElementsOf(left);
        assertThat(await(store.waiting(Duration.ZERO))).isEmpty();
    }

    @Test
    void aBucketIsToldInItsOrderHoweverLongItIs() {
        List<OutboxEntry> left = Stream.generate(Logins::someId)
                .filter(id -> id.bucket() == 7)
                .limit(450)
                .map(this::leave)
                .toList();
        grow();

        assertThat(await(relay.relay(7))).isEqualTo(450);
        assertThat(log.entries()).isEqualTo(left);
    }

    @Test
    void whatAnotherRelayHoldsIsLeftToIt() {
        ChallengeId id = Logins.someId();
        leave(id);
        grow();
        await(store.lease(id.bucket(), "another", Duration.ofMinutes(1)));

        assertThat(await(relay.relay())).isZero();
        clock.set(clock.instant().plus(Duration.ofMinutes(1)));
        assertThat(await(relay.relay())).isEqualTo(1);
    }

    @Test
    void nothingIsLostWhileKafkaIsAway() {
        OutboxEntry left = leave(Logins.someId());
        grow();
        log.goAway();

        assertThatThrownBy(() -> await(relay.relay())).isInstanceOf(StoreUnavailableException.class);

        log.comeBack();
        assertThat(await(relay.relay())).isEqualTo(1);
        assertThat(log.entries()).containsExactly(left);
    }

    @Test
    void onceStartedItRelaysByItself() {
        leave(Logins.someId());
        grow();

        try (OutboxRelay started = new OutboxRelay(store, log, "started")) {
            started.start();
            IntStream.range(0, 100).takeWhile(i -> log.entries().isEmpty()).forEach(i -> pause());
        }

        assertThat(log.entries()).hasSize(1);
    }

    /** As a maker that died before it told Kafka. */
    private OutboxEntry leave(ChallengeId id) {
        Commit commit = await(store.create(Logins.created(id, clock.instant(), Timing.DEFAULT)));
        return ((Commit.Done) commit).entry();
    }

    private void grow() {
        clock.set(clock.instant().plus(OutboxRelay.LEFT_TO_ITS_MAKER));
    }

    private static void pause() {
        await(Uni.createFrom().voidItem().onItem().delayIt().by(Duration.ofMillis(50)));
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }
}
