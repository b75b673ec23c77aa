package io.doorway.session.login.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.protocol.challenge.Challenge.Created;
import io.doorway.protocol.qr.QrFrame;
import io.doorway.store.ChallengeSnapshot;
import io.doorway.testkit.login.LoginRequestBuilder;
import io.doorway.testkit.login.SampleLogin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Which frames a waiting browser gets, and when. */
class FrameStreamTest {

    private static final String ISSUER = "https://id.example.org";
    private static final Pattern FRAME = Pattern.compile("/Q/([0-9A-Z]{60})");

    /** Any time of {@link System#nanoTime()} may be negative. */
    private static final long LOADED_AT = -123_456_789L;

    private final List<List<Integer>> sent = new ArrayList<>();
    private boolean wanted = true;

    @Test
    void theFrameOfTheCurrentSecondIsSentAtOnce() {
        streamAfter(Duration.ofMillis(7200)).sendDue(LOADED_AT);

        assertThat(sent).containsExactly(List.of(7));
    }

    @Test
    void eachFrameIsSentInTheHalfSecondBeforeItsOwn() {
        FrameStream frames = streamAfter(Duration.ZERO);

        for (int millis = 0; millis <= 3000; millis += 100) {
            int before = sent.size();
            frames.sendDue(LOADED_AT + Duration.ofMillis(millis).toNanos());
            int at = millis;
            assertThat(sent.subList(before, sent.size()))
                    .allSatisfy(seconds -> assertThat(seconds)
                            .allSatisfy(second -> assertThat(second * 1000 - at).isBetween(0, 500)));
        }

        assertThat(sent).containsExactly(List.of(0), List.of(1), List.of(2), List.of(3));
    }

    @Test
    void framesWhoseSecondIsOverAreLeftOut() {
        FrameStream frames = streamAfter(Duration.ZERO);
        frames.sendDue(LOADED_AT);

        frames.sendDue(LOADED_AT + Duration.ofMillis(5600).toNanos());

        assertThat(sent).containsExactly(List.of(0), List.of(5, 6));
    }

    @Test
    void theLastFrameEndsBeforeTheDeadline() {
        int seconds = (int) SampleLogin.request().timing().scanWithin().toSeconds();
        FrameStream frames = streamAfter(Duration.ofSeconds(seconds - 2));

        assertThat(frames.sendDue(LOADED_AT)).isTrue();
        assertThat(frames.sendDue(LOADED_AT + Duration.ofMillis(500).toNanos())).isFalse();
        assertThat(sent).containsExactly(List.of(seconds - 2), List.of(seconds - 1));
    }

    @Test
    void nothingIsSentToABrowserThatDoesNotWaitForAScan() {
        FrameStream frames = streamAfter(Duration.ZERO);
        wanted = false;

        assertThat(frames.sendDue(LOADED_AT)).isFalse();
        assertThat(sent).isEmpty();
    }

    @Test
    void aChallengeWithoutACodeToScanHasNoFrames() {
        assertThat(stream(LoginRequestBuilder.DEFAULT.sameDevice(), Duration.ZERO))
                .isEmpty();
        assertThat(stream(LoginRequestBuilder.DEFAULT.enteredCode(), Duration.ZERO))
                .isEmpty();
        assertThat(stream(LoginRequestBuilder.DEFAULT, Duration.ofHours(1))).isEmpty();
    }

    private FrameStream streamAfter(Duration age) {
        return stream(LoginRequestBuilder.DEFAULT, age).orElseThrow();
    }

    private Optional<FrameStream> stream(LoginRequestBuilder request, Duration age) {
        Created created = Created.create(
                        SampleLogin.ID, request.createdAt(SampleLogin.CREATED_AT), SampleLogin.frameKey())
                .next();
        ChallengeSnapshot loaded = new ChallengeSnapshot(
                created, created.loginRequest().createdAt().plus(age), true, List.of());
        return FrameStream.of(loaded, ISSUER, this::receive, () -> wanted, LOADED_AT);
    }

    private void receive(String message) {
        sent.add(FRAME.matcher(message)
                .results()
                .map((MatchResult frame) ->
                        QrFrame.parse(frame.group(1)).orElseThrow().t())
                .toList());
    }
}
