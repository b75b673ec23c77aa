package io.doorway.e2e.support;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Clip;
import io.doorway.clients.phone.QrImage;
import java.util.List;
import java.util.Optional;

/** Reads the QR code from a screenshot of a page. */
public final class QrScreenReader {

    private static final int MAX_SCREENSHOTS = 40;
    private static final int PAUSE_MILLIS = 250;

    /** Where the page shows its largest picture, with a margin, in CSS pixels of the screen; null if it shows none. */
    private static final String LARGEST_PICTURE = """
            () => {
                const margin = 16;
                const shown = [...document.querySelectorAll('img, svg')]
                    .map(picture => picture.getBoundingClientRect())
                    .map(box => ({
                        x: Math.max(0, box.left - margin), y: Math.max(0, box.top - margin),
                        right: Math.min(innerWidth, box.right + margin), bottom: Math.min(innerHeight, box.bottom + margin),
                    }))
                    .map(({ x, y, right, bottom }) => [x, y, right - x, bottom - y])
                    .filter(([, , width, height]) => width > 4 * margin && height > 4 * margin)
                    .sort((one, other) => other[2] * other[3] - one[2] * one[3]);
                return shown[0] ?? null;
            }""";

    private QrScreenReader() {}

    /** Waits until the page's largest picture is a QR code, at most ten seconds; returns its contents. */
    public static String awaitQr(Page page) {
        for (int attempt = 0; attempt < MAX_SCREENSHOTS; attempt++) {
            Optional<String> qr = readLargestPicture(page);
            if (qr.isPresent()) {
                return qr.get();
            }
            page.waitForTimeout(PAUSE_MILLIS);
        }
        throw new AssertionError("no QR code on the screen of " + page.url());
    }

    private static Optional<String> readLargestPicture(Page page) {
        return Optional.ofNullable((List<?>) page.evaluate(LARGEST_PICTURE)).flatMap(box -> {
            double[] clip = box.stream()
                    .mapToDouble(number -> ((Number) number).doubleValue())
                    .toArray();
            return QrImage.decode(Screenshot.image(page, new Clip(clip[0], clip[1], clip[2], clip[3])));
        });
    }

    /** The contents of a QR code anywhere on the screen, or empty if the page shows none. */
    public static Optional<String> readQr(Page page) {
        return QrImage.decode(Screenshot.image(page));
    }
}
