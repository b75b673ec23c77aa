package io.doorway.approval.scan;

import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.qr.QrFrame;
import io.doorway.testkit.fuzz.Splice;
import java.util.Optional;

/** A QR code's text is no frame, or it is the one spelling of the frame that it is. For the form of inputs see {@link Splice}. */
public final class FrameFuzz {

    private static final String GENUINE = new QrFrame(ChallengeId.of(new byte[16]), 7, new byte[16]).encode();

    private FrameFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String text = Splice.into(GENUINE, input);
        Optional<QrFrame> frame = QrFrame.parse(text);
        if (frame.isPresent() && !frame.get().encode().equals(text)) {
            throw new IllegalStateException("two spellings of one frame: " + text);
        }
        if (frame.isPresent() && frame.get().t() < 0) {
            throw new IllegalStateException("a frame before its challenge: " + text);
        }
        if (frame.isEmpty() && text.equals(GENUINE)) {
            throw new IllegalStateException("the genuine frame was refused");
        }
    }
}
