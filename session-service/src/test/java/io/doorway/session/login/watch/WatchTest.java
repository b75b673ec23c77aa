package io.doorway.session.login.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.doorway.clients.browser.LoginEventSocket;
import io.doorway.clients.browser.LoginPageMessages.ObservedState;
import io.doorway.protocol.qr.QrFrame;
import io.doorway.protocol.qr.QrFrames;
import io.doorway.protocol.qr.QrFrames.FrameStatus;
import io.doorway.protocol.vocabulary.Timing;
import io.doorway.testkit.quarkus.SharedServers.KafkaTestResource;
import io.doorway.testkit.quarkus.SharedServers.PostgresTestResource;
import io.doorway.testkit.quarkus.SharedServers.RedisTestResource;
import io.doorway.testkit.store.StoredLogin;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The waiting browser gets the states of its login, by a socket, a stream or polling. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(RedisTestResource.class)
@WithTestResource(KafkaTestResource.class)
class WatchTest extends WaitingBrowsers {

    @Test
    void theFirstMessageIsTheCurrentState() {
        login.scan();

        ObservedState first =
                browser.openEventSocket(id).awaitFirstState(TIMEOUT).state();

        assertThat(first.state()).isEqualTo("scanned");
        assertThat(first.version()).isEqualTo(2);
        assertThat(first.check()).isEqualTo("none");
        assertThat(first.deadline()).isAfter(first.at());
    }

    @Test
    void eachTransitionIsSentOnceAndTheTerminalOneClosesTheSocket() {
        LoginEventSocket socket = browser.openEventSocket(id);
        socket.awaitFirstState(TIMEOUT);

        login.scan();
        socket.await("scanned", TIMEOUT);
        login.approve();
        socket.await("approved", TIMEOUT);
        login.consume();

        assertThat(socket.awaitClose(TIMEOUT)).isEqualTo(1000);
        assertThat(socket.receivedStates().stream().map(ObservedState::version)).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void aBrowserThatConnectsAfterTheEndGetsTheTerminalState() {
        login.scan();
        login.reject();

        LoginEventSocket socket = browser.openEventSocket(id);

        assertThat(socket.awaitFirstState(TIMEOUT).state().state()).isEqualTo("rejected");
        assertThat(socket.awaitClose(TIMEOUT)).isEqualTo(1000);
    }

    @Test
    void aPassedDeadlineIsSentAsExpiredBeforeTheSweeperRuns() {
        Timing oneSecondEach = new Timing(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1));
        StoredLogin expiring = begin(browser, oneSecondEach);

        LoginEventSocket socket = browser.openEventSocket(expiring.id().value());

        ObservedState last = socket.await("expired", TIMEOUT).state();
        assertThat(last.version()).isEqualTo(2);
        assertThat(last.deadline()).isNull();
    }

    @Test
    void withoutAnEventTheStateIsSentWhenTheDeadlineOfTheOneBeforeHasPassed() {
        Timing shortScan = new Timing(Duration.ofSeconds(4), Duration.ofMinutes(1), Duration.ofSeconds(10));
        StoredLogin unpublished = begin(browser, shortScan);
        LoginEventSocket socket = browser.openEventSocket(unpublished.id().value());
        socket.awaitFirstState(TIMEOUT);

        unpublished.scanUnpublished();

        assertThat(socket.await("scanned", TIMEOUT).state().version()).isEqualTo(2);
    }

    @Test
    void theFramesArriveOnTheSocketOneAfterTheOtherAndNotBeforeTheirTime() {
        LoginEventSocket socket = browser.openEventSocket(id);
        await().atMost(TIMEOUT).until(() -> socket.receivedFrames().size() >= 4);

        QrFrames frames = QrFrames.of(login.created());
        List<QrFrame> received = socket.receivedFrames().stream()
                .map(frame -> QrFrame.parse(
                                frame.content().substring(frame.content().lastIndexOf('/') + 1))
                        .orElseThrow())
                .toList();
        // On a busy machine some may be left out, whose second was over: see FrameStreamTest.
        assertThat(received.stream().map(QrFrame::t).toList()).isSorted().doesNotHaveDuplicates();
        assertThat(received)
                .allSatisfy(frame -> assertThat(frames.check(frame, frames.notBefore(frame.t())))
                        .isEqualTo(FrameStatus.FRESH));
        assertThat(frames.notBefore(received.getLast().t()))
                .isBefore(login.snapshot().now().plusSeconds(1));
    }

    @Test
    void aScannedChallengeHasNoMoreFrames() {
        LoginEventSocket socket = browser.openEventSocket(id);
        socket.awaitQr(TIMEOUT);
        login.scan();
        socket.await("scanned", TIMEOUT);
        int frames = socket.receivedFrames().size();
        login.approve();
        login.consume();

        socket.awaitClose(TIMEOUT);

        assertThat(socket.receivedFrames()).hasSizeLessThanOrEqualTo(frames + 1);
    }

    @Test
    void aFourthWatcherIsRefused() {
        List<LoginEventSocket> sockets = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            LoginEventSocket socket = browser.openEventSocket(id);
            socket.awaitFirstState(TIMEOUT);
            sockets.add(socket);
        }

        assertThat(browser.openEventSocket(id).awaitClose(TIMEOUT)).isEqualTo(4429);
        login.scan();
        sockets.forEach(socket -> socket.await("scanned", TIMEOUT));
    }

    @Test
    void aClosedSocketIsUnsubscribed() {
        LoginEventSocket socket = browser.openEventSocket(id);
        socket.awaitFirstState(TIMEOUT);

        socket.close();

        await().atMost(TIMEOUT).until(() -> !watchers.isWatched(login.id()));
    }

    @Test
    void pollingReturnsTheState() {
        login.scan();

        ObservedState state = browser.poll(id);

        assertThat(state.state()).isEqualTo("scanned");
    }

    @Test
    void serverSentEventsSendTheSameStates() throws Exception {
        SseClient stream = SseClient.open(HTTP, address, browser, id);
        assertThat(stream.next().state()).isEqualTo("created");

        login.scan();
        assertThat(stream.next().state()).isEqualTo("scanned");
        login.reject();

        assertThat(stream.next().state()).isEqualTo("rejected");
        assertThat(stream.ended()).isTrue();
    }
}
