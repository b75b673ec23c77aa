package io.doorway.local;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * The answer to a request that the gateway cannot read, because its address or headers are longer than every service reads, or because it
 * is not HTTP. It is a page, because what the client accepts was not read either.
 */
final class UnreadableRequests {

    private static final int BAD_REQUEST = 400;
    private static final int ADDRESS_TOO_LONG = 414;
    private static final int HEADERS_TOO_LARGE = 431;

    /** How long the rest of the request is read and discarded: a connection that is closed before loses the answer. */
    private static final long DISCARD_MILLIS = TimeUnit.SECONDS.toMillis(2);

    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>%1$s · Doorway</title>
            <link rel="stylesheet" href="/app/app.css">
            </head>
            <body>
            <header class="top"><span class="wordmark">Doorway</span></header>
            <main><div class="screen"><div class="middle"><h1>%1$s</h1><p class="lead">%2$s</p></div></div></main>
            </body>
            </html>
            """;

    private UnreadableRequests() {}

    static void respond(Vertx vertx, HttpServerRequest request) {
        int status = status(request.decoderResult().cause());
        String page = status == BAD_REQUEST
                ? PAGE.formatted(
                        "This request is not valid",
                        "Your browser sent something that is not HTTP. Load the page again.")
                : PAGE.formatted(
                        "This request is too long",
                        "The address or the cookies that your browser sent are too long. Nobody was logged in. Start again on the"
                                + " website. If it happens again, delete the cookies of this site.");
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "text/html; charset=UTF-8")
                .putHeader("Content-Security-Policy", "default-src 'none'; style-src 'self'; frame-ancestors 'none'")
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Cache-Control", "no-store")
                .putHeader("Connection", "close")
                .putHeader("Content-Length", Integer.toString(page.getBytes(StandardCharsets.UTF_8).length))
                .write(page);
        vertx.setTimer(DISCARD_MILLIS, id -> end(request.response()));
    }

    /** Closes the connection. */
    private static void end(HttpServerResponse response) {
        if (!response.closed()) {
            response.end();
        }
    }

    private static int status(Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException line -> ADDRESS_TOO_LONG;
            case TooLongHttpHeaderException headers -> HEADERS_TOO_LARGE;
            default -> BAD_REQUEST;
        };
    }
}
