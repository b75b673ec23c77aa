package io.doorway.session.page;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** A page as a response, which nobody keeps. */
final class Html {

    private static final MediaType HTML = new MediaType("text", "html", "utf-8");

    private Html() {}

    static Response page(int status, String html) {
        return Response.status(status)
                .type(HTML)
                .entity(html)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
