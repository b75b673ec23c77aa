package io.doorway.challenge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.doorway.protocol.challenge.Cancelled;
import io.doorway.protocol.challenge.Canceller;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.challenge.Check;
import io.doorway.protocol.challenge.Created;
import io.doorway.protocol.challenge.Expired;
import io.doorway.protocol.challenge.Judgement;
import io.doorway.protocol.challenge.Scan;
import io.doorway.protocol.challenge.Timing;
import io.doorway.protocol.qr.QrFrame;
import io.doorway.protocol.qr.QrFrames;
import io.doorway.store.Fence;
import io.doorway.store.Loaded;
import io.doorway.store.Transitions;
import io.doorway.store.Verdict;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A page has frames to show for as long as its challenge waits to be scanned. */
@QuarkusTest
class FramesTest extends ServiceTest {
    @Inject
    Transitions transitions;

    @Test
    void aStripHasOneGenuineFrameForEachOfTheNextSeconds() {
        Page page = page();
        String id = created(page);

        JsonPath strip = page.frames(id).jsonPath();

        Created challenge = (Created) load(id);
        QrFrames frames = QrFrames.of(challenge);
        List<String> contents = strip.getList("frames.content");
        List<String> notBefore = strip.getList("frames.not_before");
        assertThat(strip.getInt("period_ms")).isEqualTo(1000);
        assertThat(contents).hasSize(10);
        for (int i = 0; i < contents.size(); i++) {
            Instant shown = Instant.parse(notBefore.get(i));
            QrFrame frame = QrFrame.parse(contents.get(i).substring((Page.ISSUER + "/q/").length()))
                    .orElseThrow();
            assertThat(frames.check(frame, shown)).isEqualTo(QrFrames.Finding.FRESH);
            assertThat(frames.check(frame, shown.plusSeconds(4))).isEqualTo(QrFrames.Finding.STALE);
        }
    }

    @Test
    void aScannedChallengeHasNoMoreFrames() {
        Page page = page();
        String id = created(page);
        transitions
                .<Boolean>change(new ChallengeId(id), Fence.NONE, FramesTest::scan)
                .await()
                .indefinitely();

        assertProblem(page.frames(id), 409, "challenge-closed");
    }

    @Test
    void cancellingTwiceIsCancellingOnce() {
        Page page = page();
        String id = created(page);

        assertThat(page.cancel(id).statusCode()).isEqualTo(204);
        assertThat(page.cancel(id).statusCode()).isEqualTo(204);
        assertThat(load(id)).isInstanceOfSatisfying(Cancelled.class, cancelled -> {
            assertThat(cancelled.by()).isEqualTo(Canceller.BROWSER);
            assertThat(cancelled.version()).isEqualTo(2);
        });
    }

    @Test
    void whatNobodyScansExpires() {
        Timing short_ = new Timing(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1));
        Page page = Page.loaded(tickets, short_, false);

        String id = created(page);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(load(id)).isInstanceOf(Expired.class));
        assertProblem(page.frames(id), 409, "challenge-closed");
        assertProblem(page.cancel(id), 409, "challenge-closed");
    }

    private static Verdict<Boolean> scan(Loaded loaded) {
        Scan scan = new Scan("credential", "account", new Judgement(false, List.of(), Check.NONE, false), loaded.now());
        return new Verdict.Change<>(((Created) loaded.challenge()).scan(scan, "198.51.100.4"), true);
    }
}
