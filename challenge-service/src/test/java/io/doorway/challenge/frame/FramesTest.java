package io.doorway.challenge.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.doorway.challenge.support.ChallengeServiceTest;
import io.doorway.challenge.support.TestPage;
import io.doorway.protocol.challenge.Challenge.Cancelled;
import io.doorway.protocol.challenge.Challenge.Created;
import io.doorway.protocol.challenge.Challenge.Expired;
import io.doorway.protocol.challenge.RiskAssessment;
import io.doorway.protocol.challenge.Scan;
import io.doorway.protocol.qr.QrFrame;
import io.doorway.protocol.qr.QrFrames;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.Canceller;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.Check;
import io.doorway.protocol.vocabulary.CredentialId;
import io.doorway.protocol.vocabulary.FrameSource;
import io.doorway.protocol.vocabulary.Timing;
import io.doorway.store.ChallengeSnapshot;
import io.doorway.store.ChallengeStore.Fence;
import io.doorway.store.TransitionDecision;
import io.doorway.store.Transitions;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A page gets frames until its challenge is scanned or has ended. */
@QuarkusTest
class FramesTest extends ChallengeServiceTest {
    @Inject
    Transitions transitions;

    @Test
    void aStripHasOneValidFrameForThisSecondAndForTheNextTwo() {
        TestPage page = page();
        String id = created(page);

        JsonPath strip = page.frames(id).jsonPath();

        Created challenge = (Created) load(id);
        QrFrames frames = QrFrames.of(challenge);
        List<String> contents = strip.getList("frames.content");
        List<String> notBefore = strip.getList("frames.not_before");
        assertThat(strip.getInt("period_ms")).isEqualTo(1000);
        assertThat(contents).hasSize(1 + QrFrames.MAX_AHEAD);
        for (int i = 0; i < contents.size(); i++) {
            Instant shown = Instant.parse(notBefore.get(i));
            String content = contents.get(i);
            QrFrame frame = QrFrame.parse(content.substring(content.lastIndexOf('/') + 1))
                    .orElseThrow();
            assertThat(content).isEqualTo(frame.address(TestPage.ISSUER));
            assertThat(frames.check(frame, shown)).isEqualTo(QrFrames.FrameStatus.FRESH);
            assertThat(frames.check(frame, shown.plusSeconds(4))).isEqualTo(QrFrames.FrameStatus.STALE);
        }
    }

    @Test
    void aScannedChallengeHasNoMoreFrames() {
        TestPage page = page();
        String id = created(page);
        transitions
                .<Boolean>change(new ChallengeId(id), Fence.NONE, FramesTest::scan)
                .await()
                .indefinitely();

        assertProblem(page.frames(id), 409, "challenge-closed");
    }

    @Test
    void aRepeatedCancellationHasNoFurtherEffect() {
        TestPage page = page();
        String id = created(page);

        assertThat(page.cancel(id).statusCode()).isEqualTo(204);
        assertThat(page.cancel(id).statusCode()).isEqualTo(204);
        assertThat(load(id)).isInstanceOfSatisfying(Cancelled.class, cancelled -> {
            assertThat(cancelled.by()).isEqualTo(Canceller.BROWSER);
            assertThat(cancelled.version()).isEqualTo(2);
        });
    }

    @Test
    void aChallengeThatIsNotScannedExpires() {
        Timing short_ = new Timing(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1));
        TestPage page = TestPage.open(tickets, short_, false);

        String id = created(page);

        await().atMost(TIMEOUT).untilAsserted(() -> assertThat(load(id)).isInstanceOf(Expired.class));
        assertProblem(page.frames(id), 409, "challenge-closed");
        assertProblem(page.cancel(id), 409, "challenge-closed");
    }

    private static TransitionDecision<Boolean> scan(ChallengeSnapshot loaded) {
        Scan scan = new Scan(
                new CredentialId("credential"),
                new AccountId("account"),
                FrameSource.CAMERA,
                new RiskAssessment(false, List.of(), Check.NONE, false),
                loaded.now());
        return new TransitionDecision.Change<>(((Created) loaded.challenge()).scan(scan, "198.51.100.4"), true);
    }
}
