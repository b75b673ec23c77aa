package io.doorway.e2e.support;

import com.microsoft.playwright.Page;
import io.doorway.clients.phone.QrImage;
import java.util.Optional;

/** Reads the QR code from a screenshot of a page. */
public final class QrScreenReader {

    private static final int MAX_SCREENSHOTS = 40;
    private static final int PAUSE_MILLIS = 250;

    private QrScreenReader() {}

    /** Waits until the page shows a QR code, at most ten seconds; returns its contents. */
    public static String awaitQr(Page page) {
        for (int attempt = 0; attempt < MAX_SCREENSHOTS; attempt++) {
            Optional<String> qr = readQr(page);
            if (qr.isPresent()) {
                return qr.get();
            }
            page.waitForTimeout(PAUSE_MILLIS);
        }
        throw new AssertionError("no QR code on the screen of " + page.url());
    }

    /** The contents of the QR code, or empty if the page shows none. */
    public static Optional<String> readQr(Page page) {
        return QrImage.decode(Screenshot.image(page));
    }
}
