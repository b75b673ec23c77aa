package io.doorway.challenge.frame;

import static java.util.Objects.requireNonNull;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.PlanarYUVLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import io.doorway.challenge.frame.Camera.Picture;
import java.io.BufferedReader;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The two readers that the codes are tried with: ZXing, and the reader of the phone app, which runs in Node.js. */
final class QrReaders implements AutoCloseable {

    private static final Path SCRIPT = Path.of("src/test/js/read-pictures.js");

    private final Process node;
    private final DataOutputStream pictures;
    private final BufferedReader texts;

    QrReaders() throws IOException {
        node = new ProcessBuilder("node", SCRIPT.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        pictures = new DataOutputStream(node.getOutputStream());
        texts = node.inputReader();
    }

    /** The text that ZXing reads, as it is used for single pictures. */
    static Optional<String> zxing(Picture picture) {
        int side = picture.side();
        BinaryBitmap bitmap = new BinaryBitmap(new HybridBinarizer(
                new PlanarYUVLuminanceSource(picture.luminance(), side, side, 0, 0, side, side, false)));
        try {
            return Optional.of(new QRCodeReader()
                    .decode(bitmap, Map.of(DecodeHintType.TRY_HARDER, true))
                    .getText());
        } catch (ReaderException unreadable) {
            return Optional.empty();
        }
    }

    /** The text that the phone app's own reader reads. */
    Optional<String> phoneApp(Picture picture) throws IOException {
        pictures.writeInt(picture.side());
        pictures.write(picture.luminance());
        pictures.flush();
        return Optional.of(requireNonNull(texts.readLine(), "the reader has ended"))
                .filter(text -> !text.isEmpty());
    }

    @Override
    public void close() {
        node.destroy();
    }
}
