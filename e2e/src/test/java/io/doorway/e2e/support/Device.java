package io.doorway.e2e.support;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import java.util.Locale;

/** A screen size. */
public enum Device {
    DESK(1280, 800),
    PHONE(390, 844);

    private final int width;
    private final int height;

    Device(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /** In CSS pixels. */
    public int width() {
        return width;
    }

    /** In CSS pixels. */
    public int height() {
        return height;
    }

    /** The name of a picture of the page on this screen. */
    public String named(String page) {
        return page + "-" + name().toLowerCase(Locale.ROOT);
    }

    /** A browser with this screen. */
    public BrowserContext open(Chromium chromium) {
        return chromium.newContext(new Browser.NewContextOptions().setViewportSize(width, height));
    }

    /** A browser with this screen, a touch screen and a user agent. */
    public BrowserContext open(Chromium chromium, String userAgent) {
        return chromium.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setHasTouch(true)
                .setUserAgent(userAgent));
    }
}
