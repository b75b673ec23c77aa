package io.doorway.session.login.page;

import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The languages of the pages, each with its message file, and the choice of one for a request: what the person chose, then {@code
 * ui_locales} of the relying party, then {@code Accept-Language}, then English.
 *
 * <p>What a request says about languages is a hint. One that is unknown, malformed or too long is ignored, so that it never prevents a
 * login.
 */
@Singleton
public class Languages {

    /** BCP 47 tags. The first one is the default. */
    public static final List<String> TAGS = List.of("en", "de", "ar");

    private static final int MAX_HINT_LENGTH = 500;
    private static final String SPACES = " +";

    private final Map<String, Messages> messages = new LinkedHashMap<>();

    Languages() {
        for (String tag : TAGS) {
            messages.put(tag, Messages.read(tag));
        }
    }

    /** All languages, for the menu. */
    List<Messages> all() {
        return List.copyOf(messages.values());
    }

    /** The texts in the language of a request. */
    Messages choose(LanguageHints hints) {
        String tag = supported(hints.chosen())
                .or(() -> requested(hints.uiLocales()))
                .or(() -> accepted(hints.acceptLanguage()))
                .orElse(TAGS.getFirst());
        return Objects.requireNonNull(messages.get(tag));
    }

    /** OpenID Connect Core section 3.1.2.1: tags separated by spaces, in the order of preference. */
    private static Optional<String> requested(@Nullable String uiLocales) {
        return bounded(uiLocales).stream()
                .flatMap(text -> Arrays.stream(text.split(SPACES)))
                .map(tag -> tag.split("-", 2)[0].toLowerCase(Locale.ROOT))
                .filter(TAGS::contains)
                .findFirst();
    }

    /** RFC 9110 section 12.5.4, looked up by RFC 4647 section 3.4. */
    private static Optional<String> accepted(@Nullable String acceptLanguage) {
        try {
            return bounded(acceptLanguage).map(text -> Locale.lookupTag(Locale.LanguageRange.parse(text), TAGS));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<String> supported(@Nullable String tag) {
        return Optional.ofNullable(tag).filter(TAGS::contains);
    }

    private static Optional<String> bounded(@Nullable String hint) {
        return Optional.ofNullable(hint).filter(text -> text.length() <= MAX_HINT_LENGTH);
    }
}
