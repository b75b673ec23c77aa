package io.doorway.approval.phone.request;

import io.doorway.login.event.ConsumedEvents;
import io.doorway.protocol.event.ChallengeEvent.ChallengeApproved;
import io.doorway.protocol.event.ChallengeEvent.ChallengeCancelled;
import io.doorway.protocol.event.ChallengeEvent.ChallengeCreated;
import io.doorway.protocol.event.ChallengeEvent.ChallengeExpired;
import io.doorway.protocol.event.ChallengeEvent.ChallengeRejected;
import io.doorway.protocol.event.ChallengeEvent.ChallengeScanned;
import io.doorway.protocol.event.Event;
import io.doorway.protocol.vocabulary.AccountId;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Consumes the transitions of all challenges, and sends the list to the open apps of the account that one is about. Each instance reads every record
 * from the latest on and commits no offset; while no app is open, none is read. The list itself is that of Redis.
 */
@Singleton
class RequestNews {
    private final ConsumedEvents events;
    private final RequestWatchers watchers;
    private final PushRequests push;

    RequestNews(ConsumedEvents events, RequestWatchers watchers, PushRequests push) {
        this.events = events;
        this.watchers = watchers;
        this.push = push;
    }

    @Incoming("requests")
    @NonBlocking
    void onTransitions(ConsumerRecords<byte[], byte[]> transitions) {
        if (!watchers.isEmpty()) {
            StreamSupport.stream(transitions.spliterator(), false)
                    .flatMap(transition -> events.read(transition).stream())
                    .flatMap(event -> account(event).stream())
                    .distinct()
                    .forEach(push::toAllOf);
        }
    }

    private static Optional<AccountId> account(Event event) {
        return Optional.ofNullable(
                switch (event) {
                    case ChallengeCreated created -> created.account();
                    case ChallengeScanned scanned -> scanned.account();
                    case ChallengeApproved approved -> approved.account();
                    case ChallengeRejected rejected -> rejected.account();
                    case ChallengeCancelled cancelled -> cancelled.account();
                    case ChallengeExpired expired -> expired.account();
                    default -> null;
                });
    }
}
