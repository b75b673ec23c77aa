package io.doorway.e2e.support;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.stream.IntStream;

/**
 * In place of {@link PhoneCamera}, a camera that sees nothing but one QR code: a small canvas, drawn a few times a second, from which the page reads
 * frames as it does from any camera. A video of a whole screen takes more than one processor while it plays.
 */
final class DrawnCamera {

    private static final String REPLACE_CAMERA = """
            rows => {
                const scale = 6;
                const quiet = 4;
                const canvas = document.createElement('canvas');
                canvas.width = canvas.height = (rows.length + 2 * quiet) * scale;
                const pen = canvas.getContext('2d');
                const draw = () => {
                    pen.fillStyle = 'white';
                    pen.fillRect(0, 0, canvas.width, canvas.height);
                    pen.fillStyle = 'black';
                    rows.forEach((row, y) => [...row].forEach((module, x) => module === '1'
                        && pen.fillRect((x + quiet) * scale, (y + quiet) * scale, scale, scale)));
                };
                navigator.mediaDevices.getUserMedia = async () => {
                    setInterval(draw, 200);
                    draw();
                    return canvas.captureStream();
                };
            }""";

    private DrawnCamera() {}

    /** Until its next document, the page's camera sees a code with this text. */
    static void pointAt(String text, Page phone) {
        phone.evaluate(REPLACE_CAMERA, rows(text));
    }

    /** Until its next document, the page's camera sees no code. */
    static void pointAtNothing(Page phone) {
        phone.evaluate(REPLACE_CAMERA, List.of());
    }

    private static List<String> rows(String text) {
        ByteMatrix modules;
        try {
            modules = Encoder.encode(text, ErrorCorrectionLevel.M).getMatrix();
        } catch (WriterException e) {
            throw new IllegalArgumentException(text, e);
        }
        return IntStream.range(0, modules.getHeight())
                .mapToObj(y -> IntStream.range(0, modules.getWidth())
                        .mapToObj(x -> Integer.toString(modules.get(x, y)))
                        .reduce("", String::concat))
                .toList();
    }
}
