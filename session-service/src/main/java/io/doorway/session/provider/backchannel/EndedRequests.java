package io.doorway.session.provider.backchannel;

import io.doorway.login.database.StatementRejectedException;
import io.doorway.login.event.ConsumedEvents;
import io.doorway.protocol.event.ChallengeEvent;
import io.doorway.protocol.event.ChallengeEvent.ChallengeApproved;
import io.doorway.protocol.event.ChallengeEvent.ChallengeCancelled;
import io.doorway.protocol.event.ChallengeEvent.ChallengeExpired;
import io.doorway.protocol.event.ChallengeEvent.ChallengeRejected;
import io.doorway.protocol.event.Event;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.session.provider.client.Clients;
import io.doorway.session.provider.client.RegisteredClient;
import io.doorway.store.ChallengeStore;
import io.doorway.store.StoreUnavailableException;
import io.quarkus.logging.Log;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Finds the requests that have ended and whose client gets a notice (OpenID Connect CIBA Core 1.0 section 10.2), by their events. While a store
 * is not available, an event is retried without limit; a second delivery adds nothing. Events of other clients are read and need no store;
 * without a client that gets notices, none is read.
 */
@Singleton
class EndedRequests {
    private static final Duration INITIAL_BACKOFF = Duration.ofMillis(100);
    private static final Duration MAX_BACKOFF = Duration.ofSeconds(5);

    private final ConsumedEvents events;
    private final Clients clients;
    private final ChallengeStore challenges;
    private final RequestNotices notices;

    EndedRequests(ConsumedEvents events, Clients clients, ChallengeStore challenges, RequestNotices notices) {
        this.events = events;
        this.clients = clients;
        this.challenges = challenges;
        this.notices = notices;
    }

    @Incoming("requests")
    @NonBlocking
    Uni<Void> consume(ConsumerRecords<byte[], byte[]> records) {
        // Only an operator registers the address of a notice.
        if (clients.ofFiles().stream().noneMatch(RegisteredClient::isNotifiedOfRequests)) {
            return Uni.createFrom().voidItem();
        }
        return ConsumedEvents.inOrder(records, this::consume);
    }

    private Uni<Void> consume(ConsumerRecord<byte[], byte[]> record) {
        return events.read(record)
                .filter(EndedRequests::isEnd)
                .map(ChallengeEvent.class::cast)
                .filter(event -> isNotified(event.client()))
                .map(this::add)
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private static boolean isEnd(Event event) {
        return event instanceof ChallengeApproved
                || event instanceof ChallengeRejected
                || event instanceof ChallengeCancelled
                || event instanceof ChallengeExpired;
    }

    private boolean isNotified(ClientId client) {
        return clients.find(client)
                .filter(RegisteredClient::isNotifiedOfRequests)
                .isPresent();
    }

    private Uni<Void> add(ChallengeEvent event) {
        return challenges
                .load(event.challengeId())
                .chain(found -> found.filter(
                                loaded -> loaded.challenge().loginRequest().backchannel() != null)
                        .map(loaded -> notices.add(event.challengeId(), event.client()))
                        .orElseGet(() -> Uni.createFrom().voidItem()))
                .onFailure(EndedRequests::isTransient)
                .retry()
                .withBackOff(INITIAL_BACKOFF, MAX_BACKOFF)
                .indefinitely()
                .onFailure()
                .invoke(e -> Log.errorf("%s has no notice: %s", event.type(), e.getMessage()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private static boolean isTransient(Throwable failure) {
        return failure instanceof StoreUnavailableException && !(failure instanceof StatementRejectedException);
    }
}
