package io.doorway.session.provider.oauth;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/**
 * Requests of programs that look at an address which no person has opened: a browser that loads a page in advance, or a chat program that
 * asks whether a link works. Such a request begins, uses up and ends nothing (RFC 9110 section 9.2.1: GET and HEAD are safe).
 */
public final class LinkPreview {
    private LinkPreview() {}

    /**
     * Whether the browser loads the page in advance.
     *
     * @param purpose the header {@code Sec-Purpose} (Fetch standard), which no page can set
     */
    public static boolean isPrefetch(@Nullable String purpose) {
        return purpose != null && purpose.contains("prefetch");
    }

    /** The answer to a prefetch. A browser discards a failed prefetch, and loads the page when the person opens the link. */
    public static Response notPrefetched() {
        return Response.status(Response.Status.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    /** The answer to HEAD: there is a page. */
    public static Response head() {
        return Response.ok()
                .type(MediaType.TEXT_HTML)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
