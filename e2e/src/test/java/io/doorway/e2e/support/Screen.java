package io.doorway.e2e.support;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.ReaderException;
import com.google.zxing.client.j2se.BufferedImageLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import com.microsoft.playwright.Page;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;

/** What is on a browser's screen, as a camera sees it: pixels. */
public final class Screen {

    private static final int LOOKS = 40;
    private static final int PAUSE_MILLIS = 250;

    private Screen() {}

    /** Looks at the page until there is a QR code, ten seconds at most, and returns what it says. */
    public static String awaitQr(Page page) {
        for (int look = 0; look < LOOKS; look++) {
            Optional<String> seen = qr(page);
            if (seen.isPresent()) {
                return seen.get();
            }
            page.waitForTimeout(PAUSE_MILLIS);
        }
        throw new AssertionError("no QR code on the screen of " + page.url());
    }

    /** What the QR code on the screen says, if there is one. */
    public static Optional<String> qr(Page page) {
        try {
            BufferedImage pixels = ImageIO.read(new ByteArrayInputStream(page.screenshot()));
            BinaryBitmap bitmap = new BinaryBitmap(new HybridBinarizer(new BufferedImageLuminanceSource(pixels)));
            return Optional.of(new QRCodeReader()
                    .decode(bitmap, Map.of(DecodeHintType.TRY_HARDER, true))
                    .getText());
        } catch (ReaderException none) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
