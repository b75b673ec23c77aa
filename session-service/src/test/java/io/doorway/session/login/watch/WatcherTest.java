package io.doorway.session.login.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.protocol.challenge.Challenge.Created;
import io.doorway.protocol.challenge.Challenge.Scanned;
import io.doorway.protocol.challenge.Transition;
import io.doorway.store.ChallengeSnapshot;
import io.doorway.testkit.login.SampleLogin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatcherTest {
    private static final Instant START = SampleLogin.CREATED_AT;

    private final List<String> sent = new ArrayList<>();
    private Instant now = START;
    private final Watcher watcher = new Watcher(SampleLogin.ID, new RecordingChannel(), () -> now);
    private final Transition<Created> created =
            Created.create(SampleLogin.ID, SampleLogin.request(), SampleLogin.frameKey());
    private final Transition<Scanned> scanned = created.next().scan(SampleLogin.scan(START.plusSeconds(1)), null);

    @Test
    void anEventBetweenSubscriptionAndLoadIsNotLost() {
        watcher.onEvent(scanned.event());
        watcher.admit(loaded(created));

        assertThat(sent).containsExactly("created 1", "scanned 2");
    }

    @Test
    void anEventThatTheLoadedStateIncludesIsNotSent() {
        watcher.onEvent(scanned.event());
        watcher.admit(loaded(scanned));

        assertThat(sent).containsExactly("scanned 2");
    }

    @Test
    void nothingIsSentBeforeAdmission() {
        watcher.onEvent(created.event());
        watcher.onState(loaded(scanned));

        assertThat(sent).isEmpty();
    }

    @Test
    void anOlderVersionIsNotSent() {
        watcher.admit(loaded(scanned));
        watcher.onEvent(created.event());
        watcher.onState(loaded(created));

        assertThat(sent).containsExactly("scanned 2");
    }

    @Test
    void aHeartbeatIsSentElevenSecondsAfterTheLastMessage() {
        watcher.sendHeartbeat();
        watcher.admit(loaded(created));
        now = START.plusSeconds(8);
        watcher.sendHeartbeat();
        now = START.plusSeconds(12);
        watcher.sendHeartbeat();
        watcher.sendHeartbeat();

        assertThat(sent).containsExactly("created 1", "created 1");
    }

    @Test
    void aStateIsOverdueWhenItsDeadlineHasPassedAndAgainAfterTheGivenTime() {
        watcher.admit(loaded(created));
        Instant deadline = created.next().deadline();

        now = deadline.plusSeconds(1);
        assertThat(watcher.claimOverdue(Duration.ofSeconds(4))).isFalse();
        now = deadline.plusSeconds(2);
        assertThat(watcher.claimOverdue(Duration.ofSeconds(4))).isTrue();
        assertThat(watcher.claimOverdue(Duration.ofSeconds(4))).isFalse();
        now = deadline.plusSeconds(6);
        assertThat(watcher.claimOverdue(Duration.ofSeconds(4))).isTrue();
    }

    @Test
    void aScanMovesTheDeadline() {
        watcher.admit(loaded(created));
        watcher.onEvent(scanned.event());

        now = created.next().deadline().plusSeconds(2);

        assertThat(watcher.claimOverdue(Duration.ofSeconds(4))).isFalse();
        assertThat(watcher.awaitsScan()).isFalse();
    }

    private ChallengeSnapshot loaded(Transition<?> transition) {
        return new ChallengeSnapshot(transition.next(), now, true, List.of());
    }

    private final class RecordingChannel implements Channel {
        @Override
        public void send(StateMessage message) {
            sent.add(message.state().wireName() + " " + message.version());
        }

        @Override
        public void closeNotFound() {
            sent.add("not found");
        }

        @Override
        public void closeForRestart() {
            sent.add("restart");
        }
    }
}
