package io.doorway.session.login.page;

import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * What a request says about the language of its page; each part is null if it is missing. Nothing of it is verified.
 *
 * @param chosen the language that the person chose in the menu of a page
 * @param uiLocales {@code ui_locales} of the authorization request, or for the page to which the phone app returns the language of the
 *     login page, which those decided
 * @param acceptLanguage the header {@code Accept-Language}, which the browser sets
 */
public record LanguageHints(
        @Nullable String chosen,
        @Nullable String uiLocales,
        @Nullable String acceptLanguage) {

    /** The cookie of a person's choice. It is set by the page's script and decides about nothing but the language. */
    public static final String COOKIE = "__Host-doorway-language";

    /** The cookie of the language of a login page, for the page to which the phone app returns. The login page's script sets it. */
    static final String LOGIN_COOKIE = "doorway-login-language";

    /** The hints of a request without {@code ui_locales}. */
    public static LanguageHints of(HttpHeaders headers) {
        return new LanguageHints(
                cookie(headers, COOKIE),
                cookie(headers, LOGIN_COOKIE),
                headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
    }

    private static @Nullable String cookie(HttpHeaders headers, String name) {
        Cookie cookie = headers.getCookies().get(name);
        return cookie == null ? null : cookie.getValue();
    }

    /** The same hints with {@code ui_locales} of the authorization request. */
    public LanguageHints withUiLocales(@Nullable String requested) {
        return new LanguageHints(chosen, requested, acceptLanguage);
    }
}
