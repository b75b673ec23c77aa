package io.doorway.session.provider.logout;

import io.doorway.session.provider.client.Clients;
import io.doorway.session.provider.client.RegisteredClient;
import io.doorway.session.provider.logout.LogoutNotices.LogoutNotice;
import io.doorway.session.provider.outgoing.OutgoingPosts;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Posts logout tokens to the relying parties (OpenID Connect Back-Channel Logout section 2.5). One that does not answer with 2xx gets another one
 * later, a bounded number of times. A redirect is no answer. The body of an answer is not read.
 */
@Singleton
class SendLogoutNotices {
    private static final int BATCH = 100;
    private static final int OF_ONE_CLIENT = 20;

    private final LogoutNotices notices;
    private final LogoutTokens tokens;
    private final Clients clients;
    private final OutgoingPosts posts;
    private final MeterRegistry metrics;

    SendLogoutNotices(
            LogoutNotices notices, LogoutTokens tokens, Clients clients, OutgoingPosts posts, MeterRegistry metrics) {
        this.notices = notices;
        this.tokens = tokens;
        this.clients = clients;
        this.posts = posts;
        this.metrics = metrics;
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
        return notices.take(BATCH, OF_ONE_CLIENT)
                .chain(due -> Multi.createFrom()
                        .iterable(due)
                        .onItem()
                        .transformToUniAndMerge(this::send)
                        .collect()
                        .asList()
                        .chain(sent -> due.isEmpty() ? Uni.createFrom().voidItem() : sendBatches()));
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
        return posts.post(address, Map.of("Content-Type", "application/x-www-form-urlencoded"), form)
                .onItemOrFailure()
                .transformToUni((status, failure) -> ended(notice, client, status, failure));
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
