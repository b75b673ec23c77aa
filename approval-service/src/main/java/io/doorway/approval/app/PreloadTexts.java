package io.doorway.approval.app;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says with the page of the app which message file its script will load (RFC 8288, {@code modulepreload} of HTML), so that a browser loads
 * both at once: one round trip less before the app shows anything. {@code Accept-Language} is a hint here: if the person chose another
 * language, the script loads the file of that one as well.
 */
@Singleton
class PreloadTexts {

    private static final int AFTER_SECURITY_HEADERS = 9_000;
    private static final Set<String> PAGES = Set.of("/app/", "/app/enrol", "/app/add");
    private static final String LINK_PAGES = "/Q/";
    private static final int MAX_LENGTH = 500;

    private static final Pattern SCRIPT = Pattern.compile("(/app/assets/[0-9a-f]+/)main\\.js");

    /** The imports of message files by language, as the build has joined them (ADR 0031). */
    private static final Pattern IMPORT = Pattern.compile("\\b([a-z]{2,3}):\\(\\)=>import\\(\"\\./([\\w-]+\\.js)\"\\)");

    private static final String DEFAULT = "en";

    /** The header {@code Link} by language. */
    private final Map<String, String> links = new LinkedHashMap<>();

    PreloadTexts() {
        Matcher script = SCRIPT.matcher(AppFiles.text("/app/index.html"));
        if (!script.find()) {
            throw new IllegalStateException("the page of the phone web app has no script");
        }
        IMPORT.matcher(AppFiles.text(script.group())).results().forEach(file -> {
            String link = "<" + script.group(1) + file.group(2) + ">; rel=modulepreload";
            links.put(file.group(1), link);
        });
    }

    void install(@Observes Filters filters) {
        filters.register(this::addLink, AFTER_SECURITY_HEADERS);
    }

    private void addLink(RoutingContext context) {
        String path = context.normalizedPath();
        boolean isPage = PAGES.contains(path) || path.startsWith(LINK_PAGES);
        if (isPage && context.request().method().equals(HttpMethod.GET)) {
            String link = links.get(language(context.request().getHeader(HttpHeaders.ACCEPT_LANGUAGE)));
            if (link != null) {
                context.response().headers().add("Link", link);
                context.response().headers().add(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
            }
        }
        context.next();
    }

    /** RFC 9110 section 12.5.4, looked up by RFC 4647 section 3.4. */
    private String language(@Nullable String accepted) {
        if (accepted == null || accepted.length() > MAX_LENGTH) {
            return DEFAULT;
        }
        try {
            List<Locale.LanguageRange> ranges = Locale.LanguageRange.parse(accepted);
            return Optional.ofNullable(Locale.lookupTag(ranges, links.keySet())).orElse(DEFAULT);
        } catch (IllegalArgumentException malformed) {
            return DEFAULT;
        }
    }
}
