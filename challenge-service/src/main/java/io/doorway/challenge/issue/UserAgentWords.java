package io.doorway.challenge.issue;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user agent in words that a person recognizes: "Chrome on Windows". It is what the browser says of itself, so it helps an honest
 * person to recognize their own browser and proves nothing.
 */
final class UserAgentWords {

    private record Sign(String token, String words) {}

    /** In this order, because browsers name those they descend from too. */
    private static final List<Sign> BROWSERS = List.of(
            new Sign("Edg", "Edge"),
            new Sign("OPR/", "Opera"),
            new Sign("SamsungBrowser/", "Samsung Internet"),
            new Sign("Firefox/", "Firefox"),
            new Sign("FxiOS/", "Firefox"),
            new Sign("CriOS/", "Chrome"),
            new Sign("Chrome/", "Chrome"),
            new Sign("Safari/", "Safari"));

    private static final List<Sign> SYSTEMS = List.of(
            new Sign("Windows", "Windows"),
            new Sign("iPhone", "iPhone"),
            new Sign("iPad", "iPad"),
            new Sign("Android", "Android"),
            new Sign("CrOS", "ChromeOS"),
            new Sign("Mac OS X", "macOS"),
            new Sign("Linux", "Linux"));

    private UserAgentWords() {}

    static String of(@Nullable String userAgent) {
        String sent = userAgent == null ? "" : userAgent;
        return first(BROWSERS, sent, "Unknown browser") + " on " + first(SYSTEMS, sent, "an unknown system");
    }

    private static String first(List<Sign> signs, String userAgent, String otherwise) {
        return signs.stream()
                .filter(sign -> userAgent.contains(sign.token()))
                .map(Sign::words)
                .findFirst()
                .orElse(otherwise);
    }
}
