package io.doorway.session.login.page;

import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * What a request says about the language of its page; each part is null if it is missing. Nothing of it is verified.
 *
 * @param chosen the language that the person chose in the menu of a page
 * @param uiLocales {@code ui_locales} of the authorization request
 * @param acceptLanguage the header {@code Accept-Language}, which the browser sets
 */
public record LanguageHints(
        @Nullable String chosen,
        @Nullable String uiLocales,
        @Nullable String acceptLanguage) {

    /** The cookie of a person's choice. It is set by the page's script and decides about nothing but the language. */
    public static final String COOKIE = "__Host-doorway-language";

    /** The hints of a request without {@code ui_locales}. */
    public static LanguageHints of(HttpHeaders headers) {
        Cookie chosen = headers.getCookies().get(COOKIE);
        return new LanguageHints(
                chosen == null ? null : chosen.getValue(), null, headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
    }

    /** The same hints with {@code ui_locales} of the authorization request. */
    public LanguageHints withUiLocales(@Nullable String requested) {
        return new LanguageHints(chosen, requested, acceptLanguage);
    }
}
