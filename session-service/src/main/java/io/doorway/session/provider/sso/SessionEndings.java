package io.doorway.session.provider.sso;

import io.doorway.login.database.StatementRejectedException;
import io.doorway.login.event.ConsumedEvents;
import io.doorway.protocol.event.AdministrationEvent.AccountSessionsEnded;
import io.doorway.protocol.event.AdministrationEvent.AccountSuspended;
import io.doorway.protocol.event.DeviceEvent.DeviceRevoked;
import io.doorway.protocol.event.Event;
import io.doorway.protocol.event.SessionEvent.CodeReplayed;
import io.doorway.protocol.event.SessionEvent.LoginDisowned;
import io.doorway.protocol.event.SessionEvent.SessionEndRequested;
import io.doorway.protocol.vocabulary.EndedBy;
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
 * Ends the sessions whose login, device or account has ended, by the events about it. The revocation list ends these at once; this informs the
 * relying parties. Also ends all sessions of an account when an operator asked for it. While a store is not available, an event is retried without limit; a second delivery ends nothing more.
 */
@Singleton
class SessionEndings {
    private static final Duration INITIAL_BACKOFF = Duration.ofMillis(100);
    private static final Duration MAX_BACKOFF = Duration.ofSeconds(5);

    private final EndSessions endSessions;
    private final ConsumedEvents events;

    SessionEndings(EndSessions endSessions, ConsumedEvents events) {
        this.endSessions = endSessions;
        this.events = events;
    }

    @Incoming("endings")
    @NonBlocking
    Uni<Void> consume(ConsumerRecords<byte[], byte[]> records) {
        return ConsumedEvents.inOrder(records, this::consume);
    }

    private Uni<Void> consume(ConsumerRecord<byte[], byte[]> record) {
        return events.read(record)
                .map(this::end)
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private Uni<Void> end(Event event) {
        return Uni.createFrom()
                .deferred(() -> endSessionsOf(event))
                .onFailure(SessionEndings::isTransient)
                .retry()
                .withBackOff(INITIAL_BACKOFF, MAX_BACKOFF)
                .indefinitely()
                .onFailure()
                .invoke(e -> Log.errorf("%s ended no session: %s", event.type(), e.getMessage()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private Uni<Integer> endSessionsOf(Event event) {
        return switch (event) {
            case LoginDisowned disowned -> endSessions.session(disowned.sessionId(), EndedBy.DISOWNED);
            case SessionEndRequested requested -> endSessions.browserOf(requested.sessionId(), EndedBy.PHONE);
            case CodeReplayed replayed -> endSessions.session(replayed.sessionId(), EndedBy.CODE_REPLAYED);
            case DeviceRevoked revoked -> endSessions.device(revoked.credential(), EndedBy.DEVICE_REVOKED);
            case AccountSuspended suspended ->
                endSessions.account(suspended.account(), suspended.at(), EndedBy.SUSPENDED);
            case AccountSessionsEnded ended -> endSessions.account(ended.account(), ended.at(), EndedBy.OPERATOR);
            default -> Uni.createFrom().item(0);
        };
    }

    private static boolean isTransient(Throwable failure) {
        return failure instanceof StoreUnavailableException && !(failure instanceof StatementRejectedException);
    }
}
