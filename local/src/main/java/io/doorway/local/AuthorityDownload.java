package io.doorway.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Offers the certificate of the platform's authority to devices that do not trust it yet, by plain HTTP. Whoever installs it compares its
 * fingerprint.
 */
final class AuthorityDownload implements AutoCloseable {

    private static final String PATH = "/doorway.crt";
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int NO_BODY = -1;

    private final HttpServer server;
    private final String url;

    private AuthorityDownload(HttpServer server, String url) {
        this.server = server;
        this.url = url;
    }

    /**
     * Starts the server.
     *
     * @param host the host in the address of the certificate
     * @throws LocalPlatformException if the port is in use
     */
    static AuthorityDownload start(InetAddress address, String host, int port, LocalCertificates certificates) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(address, port), 0);
            byte[] certificate = certificates.authority();
            server.createContext("/", exchange -> answer(exchange, certificate));
            server.start();
            return new AuthorityDownload(
                    server, "http://%s:%d%s".formatted(host, server.getAddress().getPort(), PATH));
        } catch (IOException e) {
            throw new LocalPlatformException(
                    "port %d is in use: stop the program that listens on it, or choose another port with --authority-port"
                            .formatted(port),
                    e);
        }
    }

    /** The address of the certificate. */
    String url() {
        return url;
    }

    private static void answer(HttpExchange exchange, byte[] certificate) throws IOException {
        try (exchange) {
            if (!exchange.getRequestURI().getPath().equals(PATH)) {
                exchange.sendResponseHeaders(NOT_FOUND, NO_BODY);
                return;
            }
            exchange.getResponseHeaders().set("Content-Type", "application/x-x509-ca-cert");
            exchange.sendResponseHeaders(OK, certificate.length);
            exchange.getResponseBody().write(certificate);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
