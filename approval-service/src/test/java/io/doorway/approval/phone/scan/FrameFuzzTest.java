package io.doorway.approval.phone.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.protocol.qr.QrFrame;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.testkit.fuzz.Fuzzer;
import io.doorway.testkit.fuzz.MessageMutation;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The text of a QR code is not a frame, or it is the canonical text of one. For the form of inputs see {@link MessageMutation}. */
public class FrameFuzzTest {

    private static final String GENUINE = new QrFrame(ChallengeId.of(new byte[16]), 7, new byte[16]).encode();

    @Test
    void aFrameHasOneCanonicalText() {
        assertThat(Fuzzer.run(FrameFuzzTest.class)).isGreaterThan(1000);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        String text = MessageMutation.apply(GENUINE, input);
        Optional<QrFrame> frame = QrFrame.parse(text);
        if (frame.isPresent() && !frame.get().encode().equals(text)) {
            throw new IllegalStateException("a frame with two texts: " + text);
        }
        if (frame.isPresent() && frame.get().t() < 0) {
            throw new IllegalStateException("a frame before its challenge: " + text);
        }
        if (frame.isEmpty() && text.equals(GENUINE)) {
            throw new IllegalStateException("the genuine frame was refused");
        }
    }
}
