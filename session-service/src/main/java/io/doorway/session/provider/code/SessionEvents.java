package io.doorway.session.provider.code;

import io.doorway.login.event.EventEnvelopes;
import io.doorway.login.event.EventEnvelopes.EventEnvelope;
import io.doorway.protocol.challenge.Challenge.Consumed;
import io.doorway.protocol.event.SessionEvent.CodeReplayed;
import io.doorway.protocol.event.SessionEvent.TokensIssued;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.session.provider.code.CodeRedemptions.CodeRedemption;
import io.doorway.session.provider.token.AccessTokens.AccessToken;
import jakarta.inject.Singleton;

/** Builds the events about a code. */
@Singleton
class SessionEvents {
    private final EventEnvelopes envelopes;

    SessionEvents(EventEnvelopes envelopes) {
        this.envelopes = envelopes;
    }

    TokensIssued tokensIssued(Consumed login, AccessToken token, String source) {
        EventEnvelope envelope = envelopes.createInTrace(login.loginRequest().traceparent());
        return new TokensIssued(
                envelope.id(),
                envelope.at(),
                token.session(),
                login.id(),
                token.client(),
                token.account(),
                login.approval().acr(),
                login.approval().amr(),
                token.scope(),
                source,
                envelope.traceparent());
    }

    CodeReplayed codeReplayed(ChallengeId challenge, CodeRedemption redemption, String source) {
        EventEnvelope envelope = envelopes.createInTrace(redemption.traceparent());
        return new CodeReplayed(
                envelope.id(),
                envelope.at(),
                redemption.session(),
                challenge,
                redemption.client(),
                redemption.account(),
                source,
                envelope.traceparent());
    }
}
