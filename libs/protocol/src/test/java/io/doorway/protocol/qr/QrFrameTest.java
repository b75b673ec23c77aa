package io.doorway.protocol.qr;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.protocol.Base64Url;
import io.doorway.protocol.Samples;
import io.doorway.protocol.challenge.Asked;
import io.doorway.protocol.challenge.Browser;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.challenge.Created;
import io.doorway.protocol.challenge.Route;
import io.doorway.protocol.qr.QrFrames.Finding;
import io.doorway.protocol.secret.SecretBytes;
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
    private static final QrFrames FRAMES = QrFrames.of(Samples.created());

    @Property
    void whatIsShownIsWhatIsRead(
            @ForAll @Size(16) byte[] id, @ForAll @IntRange(min = 0) int t, @ForAll @Size(16) byte[] mac) {
        QrFrame frame = new QrFrame(ChallengeId.of(id), t, mac);

        assertThat(QrFrame.parse(frame.encode())).contains(frame);
        assertThat(frame.encode()).hasSize(50);
    }

    @Property
    void noTextOfAStrangerBreaksTheParser(@ForAll String text) {
        assertThat(QrFrame.parse(text)).isEmpty();
    }

    @Property(tries = 2000)
    void oneFlippedBitAnywhereRefuses(
            @ForAll @IntRange(max = 179) int t,
            @ForAll @IntRange(max = BYTES - 1) int at,
            @ForAll @IntRange(max = 7) int bit) {
        byte[] bytes = Base64Url.decode(FRAMES.at(t).encode());
        bytes[at] ^= (byte) (1 << bit);

        Optional<QrFrame> flipped = QrFrame.parse(Base64Url.encode(bytes));

        assertThat(flipped.map(frame -> FRAMES.check(frame, FRAMES.notBefore(frame.t()))))
                .isNotEqualTo(Optional.of(Finding.FRESH));
    }

    @Test
    void aFrameIsFreshInItsSecondAndThreeMore() {
        QrFrame frame = FRAMES.at(10);
        Instant shown = Samples.CREATED_AT.plusSeconds(10);

        assertThat(FRAMES.notBefore(10)).isEqualTo(shown);
        assertThat(FRAMES.check(frame, shown)).isEqualTo(Finding.FRESH);
        assertThat(FRAMES.check(frame, shown.plus(Duration.ofMillis(3999)))).isEqualTo(Finding.FRESH);
        assertThat(FRAMES.check(frame, shown.plusSeconds(4))).isEqualTo(Finding.STALE);
        assertThat(FRAMES.check(frame, shown.minusNanos(1))).isEqualTo(Finding.STALE);
    }

    @Test
    void aLinkOnTheSameDeviceIsFreshForHalfAMinute() {
        Asked asked = Samples.asked();
        Asked here = new Asked(
                asked.request(),
                asked.relyingParty(),
                asked.action(),
                asked.claims(),
                asked.acr(),
                asked.checkPolicy(),
                asked.browser(),
                Route.SAME_DEVICE,
                asked.timing(),
                asked.createdAt(),
                asked.traceparent());
        QrFrames links = QrFrames.of(created(Samples.ID, here, Samples.frameKey()));

        assertThat(links.check(links.at(0), Samples.CREATED_AT.plusSeconds(30))).isEqualTo(Finding.FRESH);
        assertThat(links.check(links.at(0), Samples.CREATED_AT.plusSeconds(31))).isEqualTo(Finding.STALE);
    }

    @Test
    void aFrameOfAnotherChallengeIsForged() {
        Created other = created(ChallengeId.of(new byte[16]), Samples.asked(), Samples.frameKey());

        assertThat(FRAMES.check(QrFrames.of(other).at(0), Samples.CREATED_AT)).isEqualTo(Finding.FORGED);
    }

    @Test
    void aFrameMadeWithAnotherKeyIsForged() {
        Created other = created(Samples.ID, Samples.asked(), SecretBytes.of(new byte[32]));

        assertThat(FRAMES.check(QrFrames.of(other).at(0), Samples.CREATED_AT)).isEqualTo(Finding.FORGED);
    }

    @Test
    void aFrameMadeForAnotherBrowserIsForged() {
        Browser browser = Samples.browser();
        Browser attacker = new Browser(
                browser.cookieHash(),
                "another-thumbprint",
                browser.ip(),
                browser.location(),
                browser.userAgent(),
                browser.timeZone(),
                browser.shared());
        Asked asked = Samples.asked();
        Asked attacked = new Asked(
                asked.request(),
                asked.relyingParty(),
                asked.action(),
                asked.claims(),
                asked.acr(),
                asked.checkPolicy(),
                attacker,
                asked.route(),
                asked.timing(),
                asked.createdAt(),
                asked.traceparent());

        QrFrame frame =
                QrFrames.of(created(Samples.ID, attacked, Samples.frameKey())).at(0);

        assertThat(FRAMES.check(frame, Samples.CREATED_AT)).isEqualTo(Finding.FORGED);
    }

    @Test
    void aScannedChallengeStillKnowsItsFrames() {
        assertThat(QrFrames.of(Samples.scanned()).check(FRAMES.at(5), Samples.SCANNED_AT))
                .isEqualTo(Finding.FRESH);
    }

    @Test
    void aFrameOfAnotherVersionIsNone() {
        byte[] bytes = Base64Url.decode(FRAMES.at(0).encode());
        bytes[0] = 2;

        assertThat(QrFrame.parse(Base64Url.encode(bytes))).isEmpty();
    }

    @Test
    void aPrintedFrameCannotBeScanned() {
        QrFrame frame = FRAMES.at(3);

        assertThat(frame).hasToString("QrFrame[" + Samples.ID + ", t=3]");
    }

    private static Created created(ChallengeId id, Asked asked, SecretBytes key) {
        return Created.create(id, asked, key).next();
    }
}
