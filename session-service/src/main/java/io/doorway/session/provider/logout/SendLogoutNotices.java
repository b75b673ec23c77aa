package io.doorway.session.provider.logout;

import io.doorway.session.provider.client.Clients;
import io.doorway.session.provider.client.LoopbackTrust;
import io.doorway.session.provider.client.OutgoingAddresses;
import io.doorway.session.provider.client.RegisteredClient;
import io.doorway.session.provider.logout.LogoutNotices.LogoutNotice;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TrustOptions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Posts logout tokens to the relying parties (OpenID Connect Back-Channel Logout section 2.5). One that does not answer with 2xx gets another one
 * later, a bounded number of times. A redirect is no answer. The body of an answer is not read.
 */
@ApplicationScoped
class SendLogoutNotices {
    private static final int BATCH = 20;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    private final LogoutNotices notices;
    private final LogoutTokens tokens;
    private final Clients clients;
    private final OutgoingAddresses addresses;
    private final MeterRegistry metrics;
    private final HttpClient http;
    private final HttpClient onThisMachine;

    SendLogoutNotices(
            LogoutNotices notices,
            LogoutTokens tokens,
            Clients clients,
            OutgoingAddresses addresses,
            MeterRegistry metrics,
            Vertx vertx) {
        this.notices = notices;
        this.tokens = tokens;
        this.clients = clients;
        this.addresses = addresses;
        this.metrics = metrics;
        this.http = vertx.createHttpClient(options());
        this.onThisMachine = vertx.createHttpClient(
                options().setVerifyHost(false).setTrustOptions(TrustOptions.wrap(new LoopbackTrust())));
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

    @Scheduled(every = "1s", delayed = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> sendDue() {
        return sendBatches()
                .onFailure()
                .invoke(e -> Log.debugf("logout notices are not sent: %s", e.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    /** Until none is due: many sessions may end at once. */
    private Uni<Void> sendBatches() {
        return notices.take(BATCH)
                .chain(due -> Multi.createFrom()
                        .iterable(due)
                        .onItem()
                        .transformToUniAndMerge(this::send)
                        .collect()
                        .asList()
                        .chain(sent -> due.size() == BATCH
                                ? sendBatches()
                                : Uni.createFrom().voidItem()));
    }

    /** A client that is not registered for notices any more gets none. */
    private Uni<Void> send(LogoutNotice notice) {
        Optional<RegisteredClient> client = clients.find(notice.session().client())
                .filter(registered -> registered.logout().backchannelUri() != null);
        return client.map(registered -> send(notice, registered)).orElseGet(() -> notices.remove(notice));
    }

    private Uni<Void> send(LogoutNotice notice, RegisteredClient client) {
        URI address = Objects.requireNonNull(client.logout().backchannelUri());
        String form =
                "logout_token=" + URLEncoder.encode(tokens.of(client, notice.session()), StandardCharsets.US_ASCII);
        return addresses
                .resolve(address.getHost())
                .chain(resolved -> post(address, resolved, form))
                .ifNoItem()
                .after(TIMEOUT)
                .fail()
                .onItemOrFailure()
                .transformToUni((status, failure) -> ended(notice, client, status, failure));
    }

    private Uni<Integer> post(URI address, InetAddress resolved, String form) {
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
                .putHeader("Content-Type", "application/x-www-form-urlencoded")
                .setTimeout(TIMEOUT.toMillis());
        HttpClient client = resolved.isLoopbackAddress() ? onThisMachine : http;
        return Uni.createFrom()
                .completionStage(() -> client.request(options)
                        .compose(request -> request.send(form))
                        .map(response -> {
                            int status = response.statusCode();
                            response.request().connection().close();
                            return status;
                        })
                        .toCompletionStage());
    }

    private Uni<Void> ended(
            LogoutNotice notice, RegisteredClient client, @Nullable Integer status, @Nullable Throwable failure) {
        boolean accepted = failure == null && status != null && status / 100 == 2;
        metrics.counter("doorway.logout.notices", "outcome", accepted ? "accepted" : "failed")
                .increment();
        if (!accepted) {
            Log.warnf(
                    "the logout notice to %s failed at attempt %d of %d: %s",
                    client.id(),
                    notice.attempt(),
                    LogoutNotices.MAX_ATTEMPTS,
                    failure == null ? "status " + status : failure.getMessage());
        }
        return accepted || notice.isLastAttempt()
                ? notices.remove(notice)
                : Uni.createFrom().voidItem();
    }
}
