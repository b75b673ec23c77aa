package io.doorway.protocol.event;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.Acr;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.protocol.vocabulary.CredentialId;
import io.doorway.protocol.vocabulary.EndedBy;
import io.doorway.protocol.vocabulary.RevocationCause;
import io.doorway.protocol.vocabulary.SessionId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An event after a login: about its code, its tokens or its session. */
public sealed interface SessionEvent extends Event {

    String eventId();

    /** The session that the consumed challenge led to. */
    SessionId sessionId();

    ClientId client();

    AccountId account();

    @Override
    @JsonIgnore
    default String topic() {
        return Topics.SESSIONS;
    }

    @Override
    @JsonIgnore
    default String key() {
        return sessionId().value();
    }

    @Override
    @JsonIgnore
    default String uid() {
        return eventId();
    }

    /** A relying party redeemed an authorization code. The fields are described in {@code TokensIssued.json}. */
    record TokensIssued(
            String eventId,
            Instant at,
            SessionId sessionId,
            ChallengeId challengeId,
            ClientId client,
            AccountId account,
            Acr acr,
            List<String> amr,
            List<String> scope,
            String source,
            @Nullable String traceparent)
            implements SessionEvent {}

    /** A relying party exchanged a refresh token. The fields are described in {@code TokensRefreshed.json}. */
    record TokensRefreshed(
            String eventId,
            Instant at,
            SessionId sessionId,
            ChallengeId challengeId,
            ClientId client,
            AccountId account,
            List<String> scope,
            String source,
            @Nullable String traceparent)
            implements SessionEvent {}

    /**
     * Tokens of a relying party were revoked, by itself or because a refresh token was replayed. The fields are described in {@code
     * TokensRevoked.json}.
     */
    record TokensRevoked(
            String eventId,
            Instant at,
            SessionId sessionId,
            ChallengeId challengeId,
            ClientId client,
            AccountId account,
            RevocationCause cause,
            String source,
            @Nullable String traceparent)
            implements SessionEvent {}

    /**
     * A code was redeemed a second time, and the tokens of the first redemption were revoked. The fields are described in {@code
     * CodeReplayed.json}.
     */
    record CodeReplayed(
            String eventId,
            Instant at,
            SessionId sessionId,
            ChallengeId challengeId,
            ClientId client,
            AccountId account,
            String source,
            @Nullable String traceparent)
            implements SessionEvent {}

    /**
     * A person disowned a login, and its session was ended. The fields are described in {@code LoginDisowned.json}.
     */
    record LoginDisowned(
            String eventId,
            Instant at,
            SessionId sessionId,
            ChallengeId challengeId,
            ClientId client,
            AccountId account,
            CredentialId credential,
            String source,
            @Nullable String traceparent)
            implements SessionEvent {}

    /** A completed login left a session for single sign-on. The fields are described in {@code SessionStarted.json}. */
    record SessionStarted(
            String eventId,
            Instant at,
            SessionId sessionId,
            ChallengeId challengeId,
            ClientId client,
            String clientName,
            AccountId account,
            CredentialId credential,
            SessionId browserSession,
            Instant expiresAt,
            @Nullable String traceparent)
            implements SessionEvent {}

    /** A session logged its person in at a relying party, without the phone. The fields are described in {@code SessionContinued.json}. */
    record SessionContinued(
            String eventId,
            Instant at,
            SessionId sessionId,
            ChallengeId challengeId,
            ClientId client,
            String clientName,
            AccountId account,
            @Nullable String traceparent)
            implements SessionEvent {}

    /** A person ended a session with a device. The fields are described in {@code SessionEndRequested.json}. */
    record SessionEndRequested(
            String eventId,
            Instant at,
            SessionId sessionId,
            ClientId client,
            AccountId account,
            CredentialId credential,
            String source,
            @Nullable String traceparent)
            implements SessionEvent {}

    /** A session ended. The fields are described in {@code SessionEnded.json}. */
    record SessionEnded(
            String eventId,
            Instant at,
            SessionId sessionId,
            ClientId client,
            AccountId account,
            EndedBy by,
            @Nullable String traceparent)
            implements SessionEvent {}
}
