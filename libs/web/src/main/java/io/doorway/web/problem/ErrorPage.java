package io.doorway.web.problem;

import io.doorway.web.hardening.PageContentPolicy;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The pages that every service shows to a person, whose browser asks for HTML, in place of a problem. They are in the language that the
 * person chose, or else in the browser's. Their style sheets are those of the phone app, which every part of Doorway has at the same
 * origin.
 */
public final class ErrorPage {

    private static final List<String> LANGUAGES = List.of("en", "de", "ar");

    /** 404. */
    public static final ErrorPage NOT_FOUND = new ErrorPage("not-found");

    /** 413, 414 and 431. */
    public static final ErrorPage TOO_LARGE = new ErrorPage("too-large");

    /** The content security policy of these pages. */
    public static final String POLICY =
            PageContentPolicy.NOTHING.with("style-src", "'self'").toString();

    /** The cookie in which the login page remembers the language that a person chose. */
    private static final String LANGUAGE_COOKIE = "__Host-doorway-language";

    private static final Set<HttpMethod> OF_BROWSERS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST);

    private final Map<String, String> pages = new LinkedHashMap<>();

    private ErrorPage(String name) {
        String template = text("error-page.html");
        for (String language : LANGUAGES) {
            Properties texts = properties("error-pages_" + language + ".properties");
            String page = template.replace("{language}", texts.getProperty("language"))
                    .replace("{direction}", texts.getProperty("direction"));
            for (String part : List.of("title", "lead", "next")) {
                page = page.replace("{" + part + "}", texts.getProperty(name + "." + part));
            }
            pages.put(language, page);
        }
    }

    /** Whether a person reads the answer: a browser that opens an address names HTML; a program that accepts everything does not. */
    public static boolean isWanted(HttpServerRequest request) {
        String accepted = Objects.requireNonNullElse(request.getHeader("Accept"), "");
        return OF_BROWSERS.contains(request.method()) && accepted.contains("text/html");
    }

    /** The page in the language of the request. */
    public String html(HttpServerRequest request) {
        @Nullable Cookie chosen = request.getCookie(LANGUAGE_COOKIE);
        String language = chosen != null && pages.containsKey(chosen.getValue())
                ? chosen.getValue()
                : accepted(request.getHeader("Accept-Language"));
        return Objects.requireNonNull(pages.get(language));
    }

    /** RFC 9110 section 12.5.4, looked up by RFC 4647 section 3.4. English if the header is missing or malformed. */
    private static String accepted(@Nullable String acceptLanguage) {
        try {
            String found = acceptLanguage == null
                    ? null
                    : Locale.lookupTag(Locale.LanguageRange.parse(acceptLanguage), LANGUAGES);
            return found == null ? LANGUAGES.getFirst() : found;
        } catch (IllegalArgumentException malformed) {
            return LANGUAGES.getFirst();
        }
    }

    private static String text(String name) {
        try (InputStream in = open(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Properties properties(String name) {
        Properties texts = new Properties();
        try (InputStreamReader in = new InputStreamReader(open(name), StandardCharsets.UTF_8)) {
            texts.load(in);
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String name) {
        return Objects.requireNonNull(ErrorPage.class.getResourceAsStream(name), name);
    }
}
