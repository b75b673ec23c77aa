package io.doorway.e2e.support;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.Clip;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * Takes screenshots of pages. Chromium refuses one while it replaces the shown document by the next one ("Unable to capture screenshot");
 * this is tried again, because a page that opens is what the tests wait for.
 */
public final class Screenshot {

    private static final String REFUSED = "Unable to capture screenshot";
    private static final int MAX_ATTEMPTS = 20;
    private static final int PAUSE_MILLIS = 250;

    private Screenshot() {}

    /** What the page shows, as a PNG file. */
    public static byte[] png(Page page) {
        return take(page, new Page.ScreenshotOptions());
    }

    /** What the page shows. */
    public static BufferedImage image(Page page) {
        return image(page, new Page.ScreenshotOptions());
    }

    /** What a part of the page shows. */
    static BufferedImage image(Page page, Clip part) {
        return image(page, new Page.ScreenshotOptions().setClip(part));
    }

    private static BufferedImage image(Page page, Page.ScreenshotOptions options) {
        try {
            return ImageIO.read(new ByteArrayInputStream(take(page, options)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes what the page shows to a PNG file; its directories are created. */
    public static void save(Page page, Path file) {
        take(page, new Page.ScreenshotOptions().setPath(file));
    }

    /** Writes the page in its full height to a PNG file; its directories are created. */
    public static void saveWhole(Page page, Path file) {
        take(page, new Page.ScreenshotOptions().setPath(file).setFullPage(true));
    }

    private static byte[] take(Page page, Page.ScreenshotOptions options) {
        for (int attempt = 1; ; attempt++) {
            try {
                return page.screenshot(options);
            } catch (PlaywrightException e) {
                if (attempt == MAX_ATTEMPTS || !e.getMessage().contains(REFUSED)) {
                    throw e;
                }
                page.waitForTimeout(PAUSE_MILLIS);
            }
        }
    }
}
