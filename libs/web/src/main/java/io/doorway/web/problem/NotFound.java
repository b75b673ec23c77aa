package io.doorway.web.problem;

import io.doorway.web.hardening.PageContentPolicy;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Set;

/**
 * The answer to an address that does not exist: a page for a person, whose browser asks for HTML, and a problem for every program. The
 * page is the same everywhere; its style sheets are those of the phone app, which every part of Doorway has at the same origin.
 */
final class NotFound {
    private static final Problem PROBLEM = Problem.of(404, "not-found", "This address does not exist.");
    private static final String POLICY =
            PageContentPolicy.NOTHING.with("style-src", "'self'").toString();
    private static final byte[] PAGE = read();

    private NotFound() {}

    static Response of(HttpServerRequest request) {
        if (!isForPerson(request)) {
            return PROBLEM.asResponse();
        }
        request.response().headers().set("Content-Security-Policy", POLICY);
        return Response.status(Response.Status.NOT_FOUND)
                .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .header("Cache-Control", "no-store")
                .header("Vary", "Accept")
                .entity(PAGE)
                .build();
    }

    /** A browser that opens an address names HTML; a program that accepts everything does not. */
    private static boolean isForPerson(HttpServerRequest request) {
        String accepted = Objects.requireNonNullElse(request.getHeader("Accept"), "");
        boolean reads = Set.of(HttpMethod.GET, HttpMethod.HEAD).contains(request.method());
        return reads && accepted.contains(MediaType.TEXT_HTML);
    }

    private static byte[] read() {
        try (InputStream html = NotFound.class.getResourceAsStream("not-found.html")) {
            return Objects.requireNonNull(html, "not-found.html").readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
