package io.doorway.session.provider.sso;

import io.doorway.login.event.EventEnvelopes;
import io.doorway.login.event.EventEnvelopes.EventEnvelope;
import io.doorway.protocol.challenge.Challenge.Consumed;
import io.doorway.protocol.event.Event;
import io.doorway.protocol.event.SessionEvent.SessionContinued;
import io.doorway.protocol.event.SessionEvent.SessionEnded;
import io.doorway.protocol.event.SessionEvent.SessionStarted;
import io.doorway.protocol.record.EventSigner;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.protocol.vocabulary.EndedBy;
import io.doorway.protocol.vocabulary.RelyingParty;
import io.doorway.protocol.vocabulary.SessionId;
import io.doorway.session.provider.sso.LoginSessions.LoginSession;
import io.doorway.store.EventLog;
import io.doorway.store.OutboxEntry;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/**
 * Publishes what becomes of sessions: to the audit, and to approval-service, which shows a person where they are logged in. Completes when
 * Kafka has acknowledged it. The caller answers nobody before, so that a session that somebody can use is one that its person can see.
 */
@Singleton
public class PublishSessionEvents {
    private final EventLog log;
    private final EventSigner signer;
    private final EventEnvelopes envelopes;

    PublishSessionEvents(EventLog log, EventSigner signer, EventEnvelopes envelopes) {
        this.log = log;
        this.signer = signer;
        this.envelopes = envelopes;
    }

    /**
     * A session that ends.
     *
     * @param client of its login
     */
    record EndingSession(SessionId id, ClientId client, AccountId account) {}

    /** @param browserSession the first session of the account in this browser since the last logout */
    Uni<Void> started(Consumed login, SessionId browserSession, Instant expiresAt) {
        RelyingParty relyingParty = login.loginRequest().relyingParty();
        EventEnvelope envelope = envelopes.create();
        return publish(List.of(new SessionStarted(
                envelope.id(),
                envelope.at(),
                SessionId.of(login.id()),
                login.id(),
                relyingParty.id(),
                relyingParty.name(),
                login.scan().account(),
                login.scan().credential(),
                browserSession,
                expiresAt,
                envelope.traceparent())));
    }

    /** @param login the id under which the login at the relying party is recorded */
    public Uni<Void> continued(LoginSession session, ChallengeId login, ClientId client, String clientName) {
        EventEnvelope envelope = envelopes.create();
        return publish(List.of(new SessionContinued(
                envelope.id(),
                envelope.at(),
                session.id(),
                login,
                client,
                clientName,
                session.login().scan().account(),
                envelope.traceparent())));
    }

    Uni<Void> ended(List<EndingSession> sessions, EndedBy by) {
        return publish(sessions.stream().map(session -> ended(session, by)).toList());
    }

    private SessionEnded ended(EndingSession session, EndedBy by) {
        EventEnvelope envelope = envelopes.create();
        return new SessionEnded(
                envelope.id(),
                envelope.at(),
                session.id(),
                session.client(),
                session.account(),
                by,
                envelope.traceparent());
    }

    private Uni<Void> publish(List<? extends Event> events) {
        return events.isEmpty()
                ? Uni.createFrom().voidItem()
                : log.append(events.stream()
                        .map(event -> OutboxEntry.direct(signer.sign(event)))
                        .toList());
    }
}
