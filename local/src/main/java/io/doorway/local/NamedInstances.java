package io.doorway.local;

import io.vertx.core.Vertx;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.Security;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Finds the instances of services by name: the name of a service leads to the addresses of all its containers. */
final class NamedInstances {

    /** Containers come and go; an address that no longer exists is passed over meanwhile. */
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final int port;

    private NamedInstances(Vertx vertx, int port) {
        this.vertx = vertx;
        this.port = port;
    }

    /**
     * Starts to look the names up, until the Vert.x instance is closed.
     *
     * @param services the instances of each service, by the name of its host
     * @param port the port of every instance
     */
    static void start(Vertx vertx, Map<String, ServiceInstances> services, int port) {
        // The JVM keeps an answer for half a minute otherwise.
        Security.setProperty("networkaddress.cache.ttl", "0");
        Security.setProperty("networkaddress.cache.negative.ttl", "0");
        NamedInstances names = new NamedInstances(vertx, port);
        services.forEach(names::lookUp);
    }

    /** One question after the other: a slow answer delays the next question. A name that is unknown has the addresses it had. */
    private void lookUp(String name, ServiceInstances service) {
        vertx.executeBlocking(() -> addressesOf(name), false)
                .onSuccess(service::replace)
                .onComplete(answered -> vertx.setTimer(INTERVAL.toMillis(), timer -> lookUp(name, service)));
    }

    private List<SocketAddress> addressesOf(String name) throws UnknownHostException {
        return Arrays.stream(InetAddress.getAllByName(name))
                .map(address -> SocketAddress.inetSocketAddress(port, address.getHostAddress()))
                .toList();
    }
}
