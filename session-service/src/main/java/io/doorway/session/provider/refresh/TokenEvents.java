package io.doorway.session.provider.refresh;

import io.doorway.login.event.EventEnvelopes;
import io.doorway.login.event.EventEnvelopes.EventEnvelope;
import io.doorway.protocol.event.SessionEvent.TokensRefreshed;
import io.doorway.protocol.event.SessionEvent.TokensRevoked;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.RevocationCause;
import io.doorway.session.provider.token.AccessTokens.AccessToken;
import jakarta.inject.Singleton;

/** Builds the events about refreshed and revoked tokens. */
@Singleton
class TokenEvents {
    private final EventEnvelopes envelopes;

    TokenEvents(EventEnvelopes envelopes) {
        this.envelopes = envelopes;
    }

    TokensRefreshed refreshed(ChallengeId challenge, AccessToken token, String source) {
        EventEnvelope envelope = envelopes.create();
        return new TokensRefreshed(
                envelope.id(),
                envelope.at(),
                token.session(),
                challenge,
                token.client(),
                token.account(),
                token.scope(),
                source,
                envelope.traceparent());
    }

    TokensRevoked revoked(ChallengeId challenge, AccessToken token, RevocationCause cause, String source) {
        EventEnvelope envelope = envelopes.create();
        return new TokensRevoked(
                envelope.id(),
                envelope.at(),
                token.session(),
                challenge,
                token.client(),
                token.account(),
                cause,
                source,
                envelope.traceparent());
    }
}
