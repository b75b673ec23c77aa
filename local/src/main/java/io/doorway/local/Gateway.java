package io.doorway.local;

import io.doorway.local.LocalCertificates.ServerCertificate;
import io.doorway.servers.Ports;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.impl.HttpUtils;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.httpproxy.HttpProxy;
import java.net.BindException;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The reverse proxy in front of the services, like a load balancer in production. It selects the service by the path and one of its
 * {@linkplain ServiceInstances instances} in turn, forwards WebSockets and streams, and replaces the client's forwarding headers by its
 * own: the services trust them.
 */
final class Gateway implements AutoCloseable {

    /** Every waiting browser uses one connection to session-service. */
    private static final int CONNECTIONS_PER_SERVICE = 20_000;

    private static final List<String> UNTRUSTED_HEADERS = List.of(
            "Forwarded",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-Forwarded-Port",
            "X-Forwarded-Prefix",
            "X-Forwarded-Proto",
            "X-Forwarded-Ssl",
            "X-Real-IP",
            ClientCertificates.HEADER,
            "Client-Cert-Chain",
            "traceparent",
            "tracestate",
            "baggage");

    /**
     * TLS 1.3, or TLS 1.2 with an ephemeral key exchange and authenticated encryption (RFC 9325 section 4.2), of these the ones that FAPI 1.0
     * Advanced section 8.5 permits too, which has none with ECDSA.
     */
    private static final List<String> CIPHER_SUITES = List.of(
            "TLS_AES_256_GCM_SHA384",
            "TLS_AES_128_GCM_SHA256",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");

    private static final Set<String> LOOPBACK_ADDRESSES = Set.of(Ports.LOOPBACK, "[::1]");

    private static final int TEMPORARY_REDIRECT = 307;
    private static final int NOT_FOUND = 404;

    /** As the services have them ({@code quarkus.http.limits}), which answer what is longer than they accept with a page or a problem. */
    private static final int MAX_HEADERS = 64 * 1024;

    private static final int MAX_REQUEST_LINE = 64 * 1024;

    private final Vertx vertx;
    private final HttpServer server;
    private final IdlePeriod idle;

    private Gateway(Vertx vertx, HttpServer server, IdlePeriod idle) {
        this.vertx = vertx;
        this.server = server;
        this.idle = idle;
    }

    /**
     * Where a gateway listens.
     *
     * @param certificates the certificates for TLS, each with a key of another kind; none for plain HTTP
     * @param clientCertificates whether a client may show a certificate, which the services get; browsers would ask their user for one
     */
    record Endpoint(String host, int port, List<ServerCertificate> certificates, boolean clientCertificates) {

        Endpoint(String host, int port, List<ServerCertificate> certificates) {
            this(host, port, certificates, false);
        }

        /** A port of the loopback address. */
        static Endpoint loopback(int port) {
            return new Endpoint(Ports.LOOPBACK, port, List.of());
        }

        private HttpServerOptions options() {
            // Over HTTP/2 a body may have no length, with which the services could not be asked in HTTP/1.1.
            HttpServerOptions options = new HttpServerOptions().setHttp2ClearTextEnabled(false);
            if (certificates.isEmpty()) {
                return options;
            }
            CIPHER_SUITES.forEach(options::addEnabledCipherSuite);
            if (clientCertificates) {
                ClientCertificates.request(options);
            }
            PemKeyCertOptions keys = new PemKeyCertOptions();
            certificates.forEach(certificate -> keys.addCertValue(Buffer.buffer(certificate.chain()))
                    .addKeyValue(Buffer.buffer(certificate.key())));
            return options.setSsl(true)
                    .setUseAlpn(false)
                    .setEnabledSecureTransportProtocols(Set.of("TLSv1.3", "TLSv1.2"))
                    .setKeyCertOptions(keys);
        }
    }

    /**
     * Starts a gateway.
     *
     * @param origin the public origin
     * @param instancesFor the instances of the service for each path; empty if the path is not public
     * @param newEnrolmentLink creates a link for {@link LocalInvitation}; empty if there are no invitations
     */
    static Gateway start(
            Endpoint endpoint,
            URI origin,
            Function<String, Optional<ServiceInstances>> instancesFor,
            Optional<Supplier<String>> newEnrolmentLink) {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        HttpProxy proxy = HttpProxy.reverseProxy(vertx.createHttpClient(new HttpClientOptions()
                        .setMaxPoolSize(CONNECTIONS_PER_SERVICE)
                        .setKeepAliveTimeout((int) Duration.ofSeconds(30).toSeconds())
                        .setMaxHeaderSize(MAX_HEADERS)
                        .setTcpNoDelay(true)))
                .originRequestProvider((request, client) -> instancesFor
                        .apply(normalized(request))
                        .orElseThrow()
                        .open(address -> client.request(new RequestOptions().setServer(address))));
        Optional<LocalInvitation> invitation = newEnrolmentLink.map(links -> new LocalInvitation(vertx, origin, links));
        IdlePeriod idle = new IdlePeriod(System::nanoTime);
        HttpServer server = vertx.createHttpServer(endpoint.options()
                        .setTcpNoDelay(true)
                        .setMaxHeaderSize(MAX_HEADERS)
                        .setMaxInitialLineLength(MAX_REQUEST_LINE))
                .invalidRequestHandler(request -> UnreadableRequests.respond(vertx, request))
                .requestHandler(request -> {
                    idle.requestReceived();
                    handle(request, endpoint, origin, instancesFor, proxy, invitation);
                });
        try {
            server.listen(endpoint.port(), endpoint.host())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            vertx.close();
            if (e.getCause() instanceof BindException) {
                throw new LocalPlatformException("port %d is in use".formatted(endpoint.port()), e);
            }
            throw e;
        }
        return new Gateway(vertx, server, idle);
    }

    private static void handle(
            HttpServerRequest request,
            Endpoint endpoint,
            URI origin,
            Function<String, Optional<ServiceInstances>> instancesFor,
            HttpProxy proxy,
            Optional<LocalInvitation> invitation) {
        String path = normalized(request);
        if (instancesFor.apply(path).isEmpty()) {
            request.response().setStatusCode(NOT_FOUND).end();
        } else if (path.equals(LocalInvitation.PATH) && invitation.isPresent()) {
            invitation.get().respond(request);
        } else if (opensAppAtLoopbackAddress(request, path)) {
            request.response()
                    .setStatusCode(TEMPORARY_REDIRECT)
                    .putHeader(HttpHeaders.LOCATION, origin + request.uri())
                    .end();
        } else {
            forward(request, endpoint, origin, proxy);
        }
    }

    /**
     * Whether a browser opens the phone app at the address and not at the name of the issuer: a key that it made there would be of another
     * origin, and what it signs is refused.
     */
    private static boolean opensAppAtLoopbackAddress(HttpServerRequest request, String path) {
        HostAndPort authority = request.authority();
        return authority != null
                && LOOPBACK_ADDRESSES.contains(authority.host())
                && GatewayRoutes.isPhoneApp(path)
                && "navigate".equals(request.getHeader("Sec-Fetch-Mode"));
    }

    private static void forward(HttpServerRequest request, Endpoint endpoint, URI origin, HttpProxy proxy) {
        UNTRUSTED_HEADERS.forEach(request.headers()::remove);
        request.headers()
                .set("X-Forwarded-For", request.remoteAddress().hostAddress())
                .set("X-Forwarded-Proto", origin.getScheme())
                .set("X-Forwarded-Host", origin.getAuthority());
        if (endpoint.clientCertificates()) {
            ClientCertificates.of(request).ifPresent(value -> request.headers().set(ClientCertificates.HEADER, value));
        }
        proxy.handle(request);
    }

    /** The path as the service will normalise it, so that no encoding of a path bypasses the routes. */
    private static String normalized(HttpServerRequest request) {
        return HttpUtils.normalizePath(request.path());
    }

    /** Passes over the instances of these services that are not ready. */
    void probe(Collection<ServiceInstances> services) {
        ReadinessProbes.start(vertx, services, ServiceDefinitions.READY);
    }

    /** Finds the instances of each service by its name, from now on. */
    void discover(Map<String, ServiceInstances> services, int port) {
        NamedInstances.start(vertx, services, port);
    }

    /** Runs the task once, as soon as no request has arrived for this time. */
    void afterIdlePeriod(Duration period, Runnable task) {
        idle.runAfter(period, vertx, task);
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
