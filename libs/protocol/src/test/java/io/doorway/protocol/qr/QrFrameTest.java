package io.doorway.protocol.qr;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.protocol.challenge.Challenge.Created;
import io.doorway.protocol.challenge.LoginRequest;
import io.doorway.protocol.encoding.Crockford32;
import io.doorway.protocol.qr.QrFrames.FrameStatus;
import io.doorway.protocol.secret.SecretBytes;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.testkit.login.SampleLogin;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class QrFrameTest {

    private static final int BYTES = 37;
    private static final QrFrames FRAMES = QrFrames.of(SampleLogin.created());

    @Property
    void aFrameIsParsedAsItWasEncoded(
            @ForAll @Size(16) byte[] id, @ForAll @IntRange(min = 0) int t, @ForAll @Size(16) byte[] mac) {
        QrFrame frame = new QrFrame(ChallengeId.of(id), t, mac);

        assertThat(QrFrame.parse(frame.encode())).contains(frame);
        assertThat(frame.encode()).hasSize(60).matches("[0-9A-Z]+");
    }

    @Property
    void arbitraryTextIsNotAFrame(@ForAll String text) {
        assertThat(QrFrame.parse(text)).isEmpty();
    }

    @Property(tries = 2000)
    void aFrameWithOneFlippedBitIsNotFresh(
            @ForAll @IntRange(max = 179) int t,
            @ForAll @IntRange(max = BYTES - 1) int position,
            @ForAll @IntRange(max = 7) int bit) {
        byte[] bytes = Crockford32.decode(FRAMES.at(t).encode());
        bytes[position] ^= (byte) (1 << bit);

        Optional<QrFrame> flipped = QrFrame.parse(Crockford32.encode(bytes));

        assertThat(flipped.map(frame -> FRAMES.check(frame, FRAMES.notBefore(frame.t()))))
                .isNotEqualTo(Optional.of(FrameStatus.FRESH));
    }

    @Test
    void aFrameIsFreshForItsSecondAndThreeMore() {
        QrFrame frame = FRAMES.at(10);
        Instant shown = SampleLogin.CREATED_AT.plusSeconds(10);

        assertThat(FRAMES.notBefore(10)).isEqualTo(shown);
        assertThat(FRAMES.check(frame, shown)).isEqualTo(FrameStatus.FRESH);
        assertThat(FRAMES.check(frame, shown.plus(Duration.ofMillis(3999)))).isEqualTo(FrameStatus.FRESH);
        assertThat(FRAMES.check(frame, shown.plusSeconds(4))).isEqualTo(FrameStatus.STALE);
        assertThat(FRAMES.check(frame, shown.minusNanos(1))).isEqualTo(FrameStatus.STALE);
    }

    @Test
    void aFrameOnTheSameDeviceIsFreshForThirtySeconds() {
        LoginRequest sameDevice = SampleLogin.REQUEST.sameDevice().createdAt(SampleLogin.CREATED_AT);
        QrFrames frames = QrFrames.of(created(SampleLogin.ID, sameDevice, SampleLogin.frameKey()));

        assertThat(frames.check(frames.at(0), SampleLogin.CREATED_AT.plusSeconds(30)))
                .isEqualTo(FrameStatus.FRESH);
        assertThat(frames.check(frames.at(0), SampleLogin.CREATED_AT.plusSeconds(31)))
                .isEqualTo(FrameStatus.STALE);
    }

    @Test
    void aFrameOfAnotherChallengeIsForged() {
        Created other = created(ChallengeId.of(new byte[16]), SampleLogin.request(), SampleLogin.frameKey());

        assertThat(FRAMES.check(QrFrames.of(other).at(0), SampleLogin.CREATED_AT))
                .isEqualTo(FrameStatus.FORGED);
    }

    @Test
    void aFrameOfAnotherFrameKeyIsForged() {
        Created other = created(SampleLogin.ID, SampleLogin.request(), SecretBytes.of(new byte[32]));

        assertThat(FRAMES.check(QrFrames.of(other).at(0), SampleLogin.CREATED_AT))
                .isEqualTo(FrameStatus.FORGED);
    }

    @Test
    void aFrameOfAnotherBrowserIsForged() {
        LoginRequest otherBrowser =
                SampleLogin.REQUEST.browserKey("another-thumbprint").createdAt(SampleLogin.CREATED_AT);

        QrFrame frame = QrFrames.of(created(SampleLogin.ID, otherBrowser, SampleLogin.frameKey()))
                .at(0);

        assertThat(FRAMES.check(frame, SampleLogin.CREATED_AT)).isEqualTo(FrameStatus.FORGED);
    }

    @Test
    void aScannedChallengeAcceptsItsFrames() {
        assertThat(QrFrames.of(SampleLogin.scanned()).check(FRAMES.at(5), SampleLogin.SCANNED_AT))
                .isEqualTo(FrameStatus.FRESH);
    }

    @Test
    void theAddressHasOnlyCharactersOfTheAlphanumericModeOfQrCodes() {
        assertThat(FRAMES.at(3).address("https://id.example.org:8443"))
                .startsWith("HTTPS://ID.EXAMPLE.ORG:8443/Q/")
                .matches("[0-9A-Z $%*+./:-]+");
    }

    @Test
    void aFrameOfAnotherVersionIsNotParsed() {
        byte[] bytes = Crockford32.decode(FRAMES.at(0).encode());
        bytes[0] = 2;

        assertThat(QrFrame.parse(Crockford32.encode(bytes))).isEmpty();
    }

    @Test
    void thePrintedFrameDoesNotContainTheMac() {
        QrFrame frame = FRAMES.at(3);

        assertThat(frame).hasToString("QrFrame[" + SampleLogin.ID + ", t=3]");
    }

    private static Created created(ChallengeId id, LoginRequest request, SecretBytes key) {
        return Created.create(id, request, key).next();
    }
}
