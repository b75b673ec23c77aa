package io.doorway.web.warmup;

import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Requests of a service to itself by plain HTTP, on its own port. A service that listens by TLS only gets none. The client blocks, so that no
 * answer is complete before its thread asks for it.
 */
@Singleton
public class OwnRequests {

    private static final int TIMEOUT_MILLIS = 1000;
    private static final String ANY_ADDRESS = "0.0.0.0";
    private static final String LOOPBACK = "127.0.0.1";

    private final CompletableFuture<InetSocketAddress> server = new CompletableFuture<>();

    void onServerStart(@ObservesAsync HttpServerStart event) {
        String host = event.options().getHost();
        server.complete(InetSocketAddress.createUnresolved(
                host.equals(ANY_ADDRESS) ? LOOPBACK : host, event.options().getPort()));
    }

    /**
     * Sends GET requests, one after the other, and ignores what is answered.
     *
     * @param paths pages and files that are the same for everybody, and paths that have no method GET, which are refused before their limit,
     *     their store and their use case
     * @throws Exception if the service does not listen or answer within a second
     */
    public void get(List<String> paths) throws Exception {
        InetSocketAddress address = server.get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
        for (String path : paths) {
            get(address, path);
        }
    }

    private static void get(InetSocketAddress address, String path) throws IOException, URISyntaxException {
        URI target = new URI("http", null, address.getHostString(), address.getPort(), path, null, null);
        HttpURLConnection connection = (HttpURLConnection) target.toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        connection.setInstanceFollowRedirects(false);
        try {
            connection.getResponseCode();
        } finally {
            connection.disconnect();
        }
    }
}
