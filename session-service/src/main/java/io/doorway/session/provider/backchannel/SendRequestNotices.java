package io.doorway.session.provider.backchannel;

import io.doorway.protocol.secret.SecretText;
import io.doorway.session.provider.backchannel.RequestNotices.RequestNotice;
import io.doorway.session.provider.client.Clients;
import io.doorway.session.provider.client.RegisteredClient;
import io.doorway.session.provider.outgoing.OutgoingPosts;
import io.doorway.session.provider.request.AcceptedRequest;
import io.doorway.store.ChallengeStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Notifies clients that a request of theirs has ended (OpenID Connect CIBA Core 1.0 section 10.2): the {@code auth_req_id}, with the client's own bearer
 * token, and nothing about how it ended. One whose server fails or does not answer is notified again, a bounded number of times; any other answer is
 * final, also a redirect.
 */
@Singleton
class SendRequestNotices {
    private static final int BATCH = 20;
    private static final int OF_ONE_CLIENT = 5;
    private static final int SERVER_ERROR = 500;

    private final RequestNotices notices;
    private final ChallengeStore challenges;
    private final Clients clients;
    private final RequestIds requestIds;
    private final OutgoingPosts posts;
    private final MeterRegistry metrics;

    SendRequestNotices(
            RequestNotices notices,
            ChallengeStore challenges,
            Clients clients,
            RequestIds requestIds,
            OutgoingPosts posts,
            MeterRegistry metrics) {
        this.notices = notices;
        this.challenges = challenges;
        this.clients = clients;
        this.requestIds = requestIds;
        this.posts = posts;
        this.metrics = metrics;
    }

    /** Does not wait for the servers of an earlier second: each has five seconds to answer. */
    @Scheduled(every = "1s", delayed = "2s", concurrentExecution = Scheduled.ConcurrentExecution.PROCEED)
    Uni<Void> sendDue() {
        // Only an operator registers the address of a notice.
        if (clients.ofFiles().stream().noneMatch(RegisteredClient::isNotifiedOfRequests)) {
            return Uni.createFrom().voidItem();
        }
        return notices.take(BATCH, OF_ONE_CLIENT)
                .chain(due -> Multi.createFrom()
                        .iterable(due)
                        .onItem()
                        .transformToUniAndMerge(this::trySend)
                        .collect()
                        .asList())
                .replaceWithVoid()
                .onFailure()
                .invoke(e -> Log.debugf("notices of requests are not sent: %s", e.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    @Scheduled(every = "10m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        return notices.sweep()
                .onFailure()
                .invoke(e -> Log.debugf("notices of requests are not swept: %s", e.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    /** One that fails here is due again later, and does not stop the others. */
    private Uni<Void> trySend(RequestNotice notice) {
        return send(notice)
                .onFailure()
                .invoke(e -> Log.debugf("a notice of a request is not sent: %s", e.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    /** A request that is no longer stored, or whose client is not notified any more, has nothing to send. */
    private Uni<Void> send(RequestNotice notice) {
        Optional<URI> address = clients.find(notice.client())
                .map(client -> client.backchannel())
                .map(registration -> registration.notificationEndpoint());
        return challenges
                .load(notice.challenge())
                .map(found -> found.map(loaded -> AcceptedRequest.parse(
                                loaded.challenge().loginRequest().authorizationRequest())
                        .notificationToken()))
                .chain(token -> address.isPresent() && token.isPresent()
                        ? send(notice, address.get(), token.get())
                        : notices.end(notice));
    }

    private Uni<Void> send(RequestNotice notice, URI address, SecretText token) {
        Map<String, String> headers =
                Map.of("Content-Type", "application/json", "Authorization", "Bearer " + token.open());
        String body = new JsonObject()
                .put("auth_req_id", requestIds.of(notice.challenge()).open())
                .encode();
        return posts.post(address, headers, body)
                .onItemOrFailure()
                .transformToUni((status, failure) -> ended(notice, status, failure));
    }

    /** Section 10.2: 204 or 200; after an answer that is not a failure of the client's server, nothing is sent again. */
    private Uni<Void> ended(RequestNotice notice, @Nullable Integer status, @Nullable Throwable failure) {
        boolean answered = failure == null && status != null && status < SERVER_ERROR;
        boolean accepted = failure == null && status != null && status / 100 == 2;
        metrics.counter("doorway.request.notices", "outcome", accepted ? "accepted" : "failed")
                .increment();
        if (!accepted) {
            Log.warnf(
                    "the notice of a request to %s failed at attempt %d of %d: %s",
                    notice.client(),
                    notice.attempt(),
                    RequestNotices.MAX_ATTEMPTS,
                    failure == null ? "status " + status : failure.getMessage());
        }
        return answered || notice.isLastAttempt()
                ? notices.end(notice)
                : Uni.createFrom().voidItem();
    }
}
