package io.doorway.clients.browser;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The cookies of one origin: names and values, without attributes except a deletion by {@code Max-Age=0}. Thread-safe. */
final class CookieJar {

    private static final Pattern DELETION = Pattern.compile(";\\s*max-age=0\\b", Pattern.CASE_INSENSITIVE);

    private final Map<String, String> cookies = new ConcurrentHashMap<>();

    CookieJar copy() {
        CookieJar copy = new CookieJar();
        copy.cookies.putAll(cookies);
        return copy;
    }

    @Nullable
    String get(String name) {
        return cookies.get(name);
    }

    /** Replaces a cookie; null removes it. */
    void set(String name, @Nullable String value) {
        if (value == null) {
            cookies.remove(name);
        } else {
            cookies.put(name, value);
        }
    }

    boolean isEmpty() {
        return cookies.isEmpty();
    }

    /** The value of the {@code Cookie} header. */
    String header() {
        return cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    /** Stores what a {@code Set-Cookie} header says. */
    void store(String setCookie) {
        String pair = setCookie.split(";", 2)[0];
        int equals = pair.indexOf('=');
        String name = pair.substring(0, equals).trim();
        boolean deleted = DELETION.matcher(setCookie).find();
        set(name, deleted ? null : pair.substring(equals + 1).trim());
    }
}
