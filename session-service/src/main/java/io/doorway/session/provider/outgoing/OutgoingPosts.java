package io.doorway.session.provider.outgoing;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TrustOptions;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** Posts to relying parties. A redirect is no answer, and the body of an answer is not read. */
@Singleton
public class OutgoingPosts {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** More than are sent to one host at a time: what waited for a connection would be sent after its time. */
    private static final int CONNECTIONS_OF_A_HOST = 200;

    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    private final OutgoingAddresses addresses;
    private final HttpClient http;
    private final HttpClient onThisMachine;

    OutgoingPosts(OutgoingAddresses addresses, Vertx vertx) {
        this.addresses = addresses;
        PoolOptions pool = new PoolOptions().setHttp1MaxSize(CONNECTIONS_OF_A_HOST);
        this.http = vertx.createHttpClient(options(), pool);
        this.onThisMachine = vertx.createHttpClient(
                options().setVerifyHost(false).setTrustOptions(TrustOptions.wrap(new LoopbackTrust())), pool);
    }

    private static HttpClientOptions options() {
        return new HttpClientOptions()
                .setConnectTimeout((int) TIMEOUT.toMillis())
                .setVerifyHost(true)
                .setKeepAlive(false);
    }

    @PreDestroy
    void close() {
        http.close();
        onThisMachine.close();
    }

    /**
     * The status of the answer. Fails if there is none within five seconds, or the name of the host resolves to an address that is not public.
     *
     * @param headers also {@code Content-Type}
     */
    public Uni<Integer> post(URI address, Map<String, String> headers, String body) {
        return addresses
                .resolve(address.getHost())
                .chain(resolved -> post(address, resolved, headers, body))
                .ifNoItem()
                .after(TIMEOUT)
                .fail();
    }

    private Uni<Integer> post(URI address, InetAddress resolved, Map<String, String> headers, String body) {
        boolean tls = "https".equals(address.getScheme());
        int port = address.getPort() >= 0 ? address.getPort() : tls ? HTTPS : HTTP;
        String path = address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(port, resolved.getHostAddress()))
                .setHost(address.getHost())
                .setPort(port)
                .setSsl(tls)
                .setURI(address.getRawQuery() == null ? path : path + "?" + address.getRawQuery())
                .setTimeout(TIMEOUT.toMillis());
        headers.forEach(options::putHeader);
        HttpClient client = resolved.isLoopbackAddress() ? onThisMachine : http;
        return Uni.createFrom()
                .completionStage(() -> client.request(options)
                        .compose(request -> request.send(body))
                        .map(response -> {
                            int status = response.statusCode();
                            response.request().connection().close();
                            return status;
                        })
                        .toCompletionStage());
    }
}
