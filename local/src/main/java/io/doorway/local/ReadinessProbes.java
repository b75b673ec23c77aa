package io.doorway.local;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.Collection;

/**
 * Asks each instance of the services that have several whether it is ready, as a load balancer does. An instance that does not answer in
 * time remains what it was: on a busy machine all instances are slow.
 */
final class ReadinessProbes {

    /** Shorter than the time for which a stopping service goes on serving. */
    static final Duration INTERVAL = Duration.ofMillis(500);

    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final int OK = 200;

    private final HttpClient http;
    private final Collection<ServiceInstances> services;
    private final String path;

    private ReadinessProbes(HttpClient http, Collection<ServiceInstances> services, String path) {
        this.http = http;
        this.services = services;
        this.path = path;
    }

    /**
     * Starts to ask, until the Vert.x instance is closed.
     *
     * @param path the path that answers 200 when an instance is ready
     */
    static void start(Vertx vertx, Collection<ServiceInstances> services, String path) {
        HttpClientOptions oneConnectionPerRequest = new HttpClientOptions().setKeepAlive(false);
        ReadinessProbes probes = new ReadinessProbes(vertx.createHttpClient(oneConnectionPerRequest), services, path);
        vertx.setPeriodic(INTERVAL.toMillis(), timer -> probes.askAll());
    }

    private void askAll() {
        for (ServiceInstances service : services) {
            if (service.addresses().size() > 1) {
                service.addresses().forEach(address -> ask(service, address));
            }
        }
    }

    private void ask(ServiceInstances service, SocketAddress address) {
        RequestOptions probe = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setServer(address)
                .setURI(path)
                .setTimeout(TIMEOUT.toMillis());
        http.request(probe)
                .compose(request -> request.send())
                .onSuccess(response -> service.report(address, response.statusCode() == OK));
    }
}
