package io.doorway.web.warmup;

import io.quarkus.vertx.http.HttpServerStart;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Requests of a service to itself by plain HTTP, on its own port. A service that listens by TLS only gets none. */
@Singleton
public class OwnRequests {

    private static final int TIMEOUT_MILLIS = 1000;
    private static final String ANY_ADDRESS = "0.0.0.0";
    private static final String LOOPBACK = "127.0.0.1";

    private final CompletableFuture<SocketAddress> server = new CompletableFuture<>();
    private final Vertx vertx;

    OwnRequests(Vertx vertx) {
        this.vertx = vertx;
    }

    void onServerStart(@ObservesAsync HttpServerStart event) {
        String host = event.options().getHost();
        server.complete(
                SocketAddress.inetSocketAddress(event.options().getPort(), host.equals(ANY_ADDRESS) ? LOOPBACK : host));
    }

    /**
     * Sends GET requests, one after the other, and ignores what is answered.
     *
     * @param paths pages and files that are the same for everybody, and paths that have no method GET, which are refused before their limit,
     *     their store and their use case
     * @throws Exception if the service does not listen or answer within a second
     */
    public void get(List<String> paths) throws Exception {
        SocketAddress address = server.get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
        HttpClient http = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout(TIMEOUT_MILLIS));
        try {
            for (String path : paths) {
                get(http, address, path);
            }
        } finally {
            http.close();
        }
    }

    private static void get(HttpClient http, SocketAddress address, String path) throws Exception {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setServer(address)
                .setURI(path)
                .setTimeout(TIMEOUT_MILLIS);
        // The body is requested on the event loop as soon as the response arrives. On this thread it could be after the
        // response has ended.
        http.request(options)
                .compose(request -> request.send().compose(HttpClientResponse::body))
                .toCompletionStage()
                .toCompletableFuture()
                .get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
    }
}
