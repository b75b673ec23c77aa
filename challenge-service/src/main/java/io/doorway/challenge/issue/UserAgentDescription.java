package io.doorway.challenge.issue;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user agent as text that a person recognizes: "Chrome on Windows". The header is untrusted: the text helps a person to recognize
 * their browser and proves nothing.
 */
final class UserAgentDescription {

    private record Token(String token, String name) {}

    /** In this order, because browsers also name those that they are compatible with. */
    private static final List<Token> BROWSERS = List.of(
            new Token("Edg", "Edge"),
            new Token("OPR/", "Opera"),
            new Token("SamsungBrowser/", "Samsung Internet"),
            new Token("Firefox/", "Firefox"),
            new Token("FxiOS/", "Firefox"),
            new Token("CriOS/", "Chrome"),
            new Token("Chrome/", "Chrome"),
            new Token("Safari/", "Safari"));

    private static final List<Token> SYSTEMS = List.of(
            new Token("Windows", "Windows"),
            new Token("iPhone", "iPhone"),
            new Token("iPad", "iPad"),
            new Token("Android", "Android"),
            new Token("CrOS", "ChromeOS"),
            new Token("Mac OS X", "macOS"),
            new Token("Linux", "Linux"));

    private UserAgentDescription() {}

    static String of(@Nullable String userAgent) {
        String sent = userAgent == null ? "" : userAgent;
        return firstMatch(BROWSERS, sent, "Unknown browser") + " on " + firstMatch(SYSTEMS, sent, "an unknown system");
    }

    private static String firstMatch(List<Token> tokens, String userAgent, String defaultName) {
        return tokens.stream()
                .filter(candidate -> userAgent.contains(candidate.token()))
                .map(Token::name)
                .findFirst()
                .orElse(defaultName);
    }
}
