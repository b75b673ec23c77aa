package io.doorway.local;

import static java.util.Objects.requireNonNull;

import io.doorway.testkit.servers.Ports;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpUtils;
import io.vertx.core.net.SocketAddress;
import io.vertx.httpproxy.HttpProxy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;

/**
 * The one origin in front of the services, as a load balancer is in production: it chooses the service by the path, passes
 * WebSockets and streams through, and says itself who asked. What a client claims about that is dropped.
 */
final class Gateway implements AutoCloseable {

    /** Every waiting browser holds one connection to session-service. */
    private static final int CONNECTIONS_PER_SERVICE = 20_000;

    private static final List<String> CLAIMED_BY_CLIENTS = List.of(
            "Forwarded",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-Forwarded-Port",
            "X-Forwarded-Prefix",
            "X-Forwarded-Proto",
            "X-Forwarded-Ssl",
            "X-Real-IP");

    private static final int NOT_FOUND = 404;

    private final Vertx vertx;
    private final HttpServer server;

    private Gateway(Vertx vertx, HttpServer server) {
        this.vertx = vertx;
        this.server = server;
    }

    /**
     * @param issuer what the world calls this origin
     * @param services each service's port on this machine
     */
    static Gateway start(int port, URI issuer, Map<String, Integer> services) {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        HttpProxy proxy = HttpProxy.reverseProxy(vertx.createHttpClient(new HttpClientOptions()
                        .setMaxPoolSize(CONNECTIONS_PER_SERVICE)
                        .setKeepAliveTimeout((int) Duration.ofSeconds(30).toSeconds())
                        .setTcpNoDelay(true)))
                .originSelector(request -> Future.succeededFuture(
                        SocketAddress.inetSocketAddress(portFor(request, services), Ports.LOOPBACK)));
        HttpServer server = vertx.createHttpServer(new HttpServerOptions().setTcpNoDelay(true))
                .requestHandler(request -> forward(request, issuer, proxy));
        try {
            server.listen(port, Ports.LOOPBACK)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException inUse) {
            vertx.close();
            throw new LocalPlatformException("port %d is in use".formatted(port), inUse);
        }
        return new Gateway(vertx, server);
    }

    private static void forward(HttpServerRequest request, URI issuer, HttpProxy proxy) {
        if (!Routes.isPublic(normalized(request))) {
            request.response().setStatusCode(NOT_FOUND).end();
            return;
        }
        CLAIMED_BY_CLIENTS.forEach(request.headers()::remove);
        request.headers()
                .set("X-Forwarded-For", request.remoteAddress().hostAddress())
                .set("X-Forwarded-Proto", issuer.getScheme())
                .set("X-Forwarded-Host", issuer.getAuthority());
        proxy.handle(request);
    }

    private static int portFor(HttpServerRequest request, Map<String, Integer> services) {
        String service = Routes.serviceFor(normalized(request));
        return requireNonNull(services.get(service), service);
    }

    /** The path as the service will understand it, so that no spelling of it goes where it should not. */
    private static String normalized(HttpServerRequest request) {
        return HttpUtils.normalizePath(request.path());
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
