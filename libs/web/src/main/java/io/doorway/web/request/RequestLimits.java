package io.doorway.web.request;

import io.doorway.web.problem.ErrorPage;
import io.doorway.web.problem.Problem;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How long a request may be, and the answer to one that is longer: a page for a person, an OAuth error for a form of a program, else a
 * problem.
 *
 * <p>The server itself reads up to 64 KiB of address and of headers ({@code quarkus.http.limits}), because it can only close a connection
 * whose request is longer than it reads. A proxy in front should have limits between these and that.
 */
public final class RequestLimits {

    /** Characters of the path and the query. */
    public static final int MAX_ADDRESS = 16 * 1024;

    /** Characters of the names and values of all headers. A login ticket is one, and contains the authorization request. */
    static final int MAX_HEADERS = 16 * 1024;

    /** Bytes of the body. */
    static final int MAX_BODY = 16 * 1024;

    /** A declared body up to this length is read and discarded, because a proxy that still sends it may lose the answer. */
    private static final int MAX_DISCARDED = 256 * 1024;

    private static final long DISCARD_MILLIS = 5_000;

    private static final int ADDRESS_TOO_LONG = 414;
    private static final int BODY_TOO_LARGE = 413;
    private static final int HEADERS_TOO_LARGE = 431;

    private static final String FORM = "application/x-www-form-urlencoded";

    private RequestLimits() {}

    /** The problem {@code too-large} of a form whose authorization request is longer than an address may be. */
    public static Problem formTooLong() {
        return Problem.of(BODY_TOO_LARGE, "too-large", "The request of the form is longer than 16 KiB.");
    }

    static void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.uri().length() > MAX_ADDRESS) {
            refuse(context, Problem.of(ADDRESS_TOO_LONG, "too-long", "An address has at most 16 KiB."));
        } else if (lengthOfHeaders(request) > MAX_HEADERS) {
            refuse(context, Problem.of(HEADERS_TOO_LARGE, "too-long", "The headers have at most 16 KiB."));
        } else if (declaredLength(request) > MAX_BODY) {
            refuse(context, Problem.of(BODY_TOO_LARGE, "too-large", "A body has at most 16 KiB."));
        } else {
            context.next();
        }
    }

    private static int lengthOfHeaders(HttpServerRequest request) {
        int length = 0;
        for (Map.Entry<String, String> header : request.headers()) {
            length += header.getKey().length() + header.getValue().length();
        }
        return length;
    }

    /** Zero if the request declares none, the maximum if the header is malformed. */
    static long declaredLength(HttpServerRequest request) {
        @Nullable String length = request.getHeader("Content-Length");
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException malformed) {
            return Long.MAX_VALUE;
        }
    }

    private static void refuse(RoutingContext context, Problem problem) {
        HttpServerRequest request = context.request();
        HttpServerResponse response =
                request.response().setStatusCode(problem.status()).putHeader("Cache-Control", "no-store");
        if (declaredLength(request) > MAX_DISCARDED) {
            response.putHeader("Connection", "close");
        } else {
            discardBody(context.vertx(), request);
        }
        if (ErrorPage.isWanted(request)) {
            response.putHeader("Content-Type", "text/html; charset=UTF-8")
                    .putHeader("Content-Security-Policy", ErrorPage.POLICY)
                    .end(ErrorPage.TOO_LARGE.html(request));
        } else if (isForm(request)) {
            response.putHeader("Content-Type", "application/json")
                    .end(new JsonObject()
                            .put("error", "invalid_request")
                            .put("error_description", problem.name() + ": " + problem.detail())
                            .encode());
        } else {
            RequestFilters.end(response, problem);
        }
    }

    private static void discardBody(Vertx vertx, HttpServerRequest request) {
        request.handler(discarded -> {}).resume();
        vertx.setTimer(DISCARD_MILLIS, id -> {
            if (!request.isEnded() && !request.response().reset()) {
                request.connection().close();
            }
        });
    }

    /** Only the endpoints of OAuth take forms, and they answer with errors of their own (RFC 6749 section 5.2). */
    private static boolean isForm(HttpServerRequest request) {
        @Nullable String type = request.getHeader("Content-Type");
        return type != null && type.startsWith(FORM);
    }
}
