package io.doorway.local;

import static java.util.Objects.requireNonNull;

import com.sun.net.httpserver.HttpServer;
import io.doorway.clients.file.PrivateFiles;
import io.doorway.local.Gateway.Endpoint;
import io.doorway.local.LocalCertificates.ServerCertificate;
import io.doorway.local.Platform.Parts;
import io.doorway.servers.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The gateway in a container. It finds the services by their names, and is healthy while it listens. */
final class ContainerGateway {

    private static final int HEALTH_PORT = 8079;
    private static final int SERVICE_PORT = 8080;
    private static final int OK = 200;
    private static final int NO_BODY = -1;
    private static final String ALL_ADDRESSES = "0.0.0.0";

    private ContainerGateway() {}

    /**
     * Starts both gateways and the health check.
     *
     * @param secrets the directory of the certificate
     * @param newEnrolmentLink creates a link for this issuer's demo account
     */
    static void start(Path secrets, URI issuer, URI bank, Function<URI, String> newEnrolmentLink) {
        List<ServerCertificate> certificates = List.of(new ServerCertificate(
                PrivateFiles.read(secrets.resolve("chain.pem")), PrivateFiles.read(secrets.resolve("key.pem"))));
        Map<String, ServiceInstances> services =
                List.of(Parts.CHALLENGE, Parts.APPROVAL, Parts.SESSION, Parts.AUDIT, Parts.BANK).stream()
                        .collect(Collectors.toMap(name -> name, name -> new ServiceInstances()));
        Gateway gateway = Gateway.start(
                new Endpoint(ALL_ADDRESSES, issuer.getPort(), certificates),
                issuer,
                new GatewayRoutes(services)::instancesFor,
                Optional.of(() -> newEnrolmentLink.apply(issuer)));
        gateway.discover(services, SERVICE_PORT);
        gateway.probe(services.values());
        Optional<ServiceInstances> bankInstances = Optional.of(requireNonNull(services.get(Parts.BANK)));
        Gateway.start(
                new Endpoint(ALL_ADDRESSES, bank.getPort(), certificates),
                bank,
                path -> bankInstances,
                Optional.empty());
        startHealthCheck();
    }

    /** Apart from the public ports: the health check needs no TLS. */
    private static void startHealthCheck() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(Ports.LOOPBACK, HEALTH_PORT), 0);
            server.createContext("/", exchange -> {
                try (exchange) {
                    exchange.sendResponseHeaders(OK, NO_BODY);
                }
            });
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
