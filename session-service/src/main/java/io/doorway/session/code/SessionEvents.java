package io.doorway.session.code;

import io.doorway.edge.event.EventStamps;
import io.doorway.edge.event.Stamp;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.challenge.Consumed;
import io.doorway.protocol.event.CodeReplayed;
import io.doorway.protocol.event.TokensIssued;
import io.doorway.session.token.AccessToken;
import jakarta.enterprise.context.ApplicationScoped;

/** Words what happened to a code. */
@ApplicationScoped
class SessionEvents {
    private final EventStamps stamps;

    SessionEvents(EventStamps stamps) {
        this.stamps = stamps;
    }

    TokensIssued tokensIssued(Consumed login, AccessToken token, String source) {
        Stamp stamp = stamps.nowIn(login.asked().traceparent());
        return new TokensIssued(
                stamp.id(),
                stamp.at(),
                token.session(),
                login.id().value(),
                token.client(),
                token.account(),
                login.approval().acr(),
                login.approval().amr(),
                token.scope(),
                source,
                stamp.traceparent());
    }

    CodeReplayed codeReplayed(ChallengeId challenge, Presentation mark, String source) {
        Stamp stamp = stamps.nowIn(mark.traceparent());
        return new CodeReplayed(
                stamp.id(),
                stamp.at(),
                mark.session(),
                challenge.value(),
                mark.client(),
                mark.account(),
                source,
                stamp.traceparent());
    }
}
