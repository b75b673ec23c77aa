package io.doorway.store.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.Timing;
import io.doorway.store.ChallengeStore.CommitResult;
import io.doorway.store.OutboxEntry;
import io.doorway.store.StoreUnavailableException;
import io.doorway.store.memory.InMemoryChallengeStore;
import io.doorway.store.memory.InMemoryEventLog;
import io.doorway.store.memory.ManualClock;
import io.doorway.testkit.login.SampleLogin;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class OutboxRelayTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final ManualClock clock = new ManualClock();
    private final InMemoryChallengeStore store = new InMemoryChallengeStore(clock);
    private final InMemoryEventLog log = new InMemoryEventLog();
    private final OutboxRelay relay = new OutboxRelay(store, log, "relay-1");

    @Test
    void anEntryWithinTheGracePeriodIsNotRelayed() {
        appendUnpublished(SampleLogin.newId());

        assertThat(await(relay.relay())).isZero();
        assertThat(log.entries()).isEmpty();
    }

    @Test
    void olderEntriesArePublishedAndRemoved() {
        List<OutboxEntry> unpublished = Stream.generate(() -> appendUnpublished(SampleLogin.newId()))
                .limit(100)
                .toList();
        passGracePeriod();

        assertThat(await(relay.relay())).isEqualTo(100);
        assertThat(log.entries()).containsExactlyInAnyOrderElementsOf(unpublished);
        assertThat(await(store.pendingBuckets(Duration.ZERO))).isEmpty();
    }

    @Test
    void aBucketIsPublishedInOrder() {
        List<OutboxEntry> unpublished = Stream.generate(SampleLogin::newId)
                .filter(id -> id.bucket() == 7)
                .limit(450)
                .map(this::appendUnpublished)
                .toList();
        passGracePeriod();

        assertThat(await(relay.relay(7))).isEqualTo(450);
        assertThat(log.entries()).isEqualTo(unpublished);
    }

    @Test
    void aBucketThatAnotherRelayHasLeasedIsSkipped() {
        ChallengeId id = SampleLogin.newId();
        appendUnpublished(id);
        passGracePeriod();
        await(store.lease(id.bucket(), "relay-2", Duration.ofMinutes(1)));

        assertThat(await(relay.relay())).isZero();
        clock.set(clock.instant().plus(Duration.ofMinutes(1)));
        assertThat(await(relay.relay())).isEqualTo(1);
    }

    @Test
    void noEntryIsLostWhileKafkaIsUnavailable() {
        OutboxEntry unpublished = appendUnpublished(SampleLogin.newId());
        passGracePeriod();
        log.fail();

        assertThatThrownBy(() -> await(relay.relay())).isInstanceOf(StoreUnavailableException.class);

        log.recover();
        assertThat(await(relay.relay())).isEqualTo(1);
        assertThat(log.entries()).containsExactly(unpublished);
    }

    @Test
    void whatCannotBePublishedHasAnAgeUntilItIs() {
        OutboxEntry unpublished = appendUnpublished(SampleLogin.newId());
        passGracePeriod();
        log.fail();

        assertThatThrownBy(() -> await(relay.relay())).isInstanceOf(StoreUnavailableException.class);
        assertThat(relay.waitingSince()).contains(unpublished.at());
        assertThat(relay.published()).isZero();

        log.recover();
        await(relay.relay());
        assertThat(relay.waitingSince()).isEmpty();
        assertThat(relay.published()).isEqualTo(1);
    }

    @Test
    void aStartedRelayPublishesPeriodically() {
        appendUnpublished(SampleLogin.newId());
        passGracePeriod();

        try (OutboxRelay started = new OutboxRelay(store, log, "started")) {
            started.start();
            Awaitility.await().atMost(TIMEOUT).until(() -> !log.entries().isEmpty());
        }

        assertThat(log.entries()).hasSize(1);
    }

    /** Appends an entry that its service does not publish, as after a crash. */
    private OutboxEntry appendUnpublished(ChallengeId id) {
        CommitResult commit = await(store.create(SampleLogin.creation(id, clock.instant(), Timing.DEFAULT)));
        return ((CommitResult.Committed) commit).entry();
    }

    private void passGracePeriod() {
        clock.set(clock.instant().plus(OutboxRelay.GRACE_PERIOD));
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(TIMEOUT);
    }
}
