package io.doorway.web.request;

import io.doorway.web.config.CommonConfig;
import io.doorway.web.problem.Problem;
import io.doorway.web.request.TrustedProxies.Source;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * The checks of every request before it is routed, in the order of their priorities. The security headers are set before them
 * (priority 10 000), the rate limits are checked after them.
 */
@Singleton
class RequestFilters {

    private static final int SOURCE = 1100;
    private static final int ADDRESS_FORM = 1050;
    private static final int LENGTHS = 1020;
    private static final int BODY_TIMEOUT = 900;

    private final TrustedProxies proxies;
    private final UnknownSourceLog log;
    private final long bodyTimeoutMillis;

    RequestFilters(TrustedProxies proxies, UnknownSourceLog log, CommonConfig config) {
        this.proxies = proxies;
        this.log = log;
        this.bodyTimeoutMillis = config.bodyTimeout().toMillis();
    }

    void install(@Observes Filters filters) {
        filters.register(this::determineSource, SOURCE);
        filters.register(RequestFilters::requireWellFormedAddress, ADDRESS_FORM);
        filters.register(RequestLimits::check, LENGTHS);
        filters.register(this::limitBodyTime, BODY_TIMEOUT);
    }

    /** Determines the client's address, or refuses the request. */
    private void determineSource(RoutingContext context) {
        Waits.beginRequest();
        HttpServerRequest request = context.request();
        Source source = TrustedProxies.peer(request)
                .map(peer -> proxies.source(peer, request.headers().getAll(ClientAddress.HEADER)))
                .orElseGet(() -> new Source.Unknown("the connection has no address"));
        switch (source) {
            case Source.Known known -> {
                ClientAddress.set(request, known.address());
                context.next();
            }
            case Source.Unknown unknown -> {
                log.refused(request, unknown.reason());
                end(context, Problem.of(400, "unknown-source", "X-Forwarded-For: " + unknown.reason() + "."));
            }
        }
    }

    /**
     * Refuses an address that is not text: with an escape that is none or bytes that are not UTF-8, or with a NUL in the path, which no
     * id has and PostgreSQL cannot store. The values of the query are checked by their endpoint, which names the wrong one.
     */
    private static void requireWellFormedAddress(RoutingContext context) {
        if (!isText(context.request().uri())) {
            end(
                    context,
                    Problem.of(400, "invalid-request", "The address is not text in UTF-8, or its path has a NUL."));
            return;
        }
        context.next();
    }

    static boolean isText(String uri) {
        if (uri.indexOf('%') < 0) {
            return true;
        }
        int query = uri.indexOf('?');
        String path = query < 0 ? uri : uri.substring(0, query);
        if (path.contains("%00")) {
            return false;
        }
        try {
            byte[] bytes = uri.getBytes(StandardCharsets.UTF_8);
            ByteBuffer decoded = ByteBuffer.allocate(bytes.length);
            for (int i = 0; i < bytes.length; i++) {
                if (bytes[i] == '%') {
                    decoded.put((byte) HexFormat.fromHexDigits(uri, i + 1, i + 3));
                    i += 2;
                } else {
                    decoded.put(bytes[i]);
                }
            }
            StandardCharsets.UTF_8.newDecoder().decode(decoded.flip());
            return true;
        } catch (IllegalArgumentException | IndexOutOfBoundsException | CharacterCodingException notText) {
            return false;
        }
    }

    /**
     * Ends a request whose body arrives too slowly. An idle timeout would not, because each byte restarts it. In HTTP/2 only the stream
     * ends, because a proxy sends the requests of many clients on one connection.
     */
    private void limitBodyTime(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (mayHaveBody(request)) {
            long timer = context.vertx().setTimer(bodyTimeoutMillis, id -> {
                if (!request.isEnded() && !request.response().reset()) {
                    request.connection().close();
                }
            });
            context.addEndHandler(ended -> context.vertx().cancelTimer(timer));
        }
        context.next();
    }

    /** In HTTP/2 a body needs neither header. */
    private static boolean mayHaveBody(HttpServerRequest request) {
        return request.version() == HttpVersion.HTTP_2
                || RequestLimits.declaredLength(request) > 0
                || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    /** Answers with a problem and reads nothing more. */
    private static void end(RoutingContext context, Problem problem) {
        end(context.response().setStatusCode(problem.status()).putHeader(HttpHeaders.CONNECTION, "close"), problem);
    }

    static void end(HttpServerResponse response, Problem problem) {
        response.putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .end(new JsonObject()
                        .put("type", problem.type().toString())
                        .put("title", problem.title())
                        .put("status", problem.status())
                        .put("detail", problem.detail())
                        .encode());
    }
}
