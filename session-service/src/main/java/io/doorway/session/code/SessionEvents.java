package io.doorway.session.code;

import io.doorway.protocol.Base64Url;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.challenge.Consumed;
import io.doorway.protocol.event.CodeReplayed;
import io.doorway.protocol.event.TokensIssued;
import io.doorway.session.token.AccessToken;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Words what happened to a code. */
@ApplicationScoped
class SessionEvents {
    private static final int ID_BYTES = 16;

    private final InstantSource clock;
    private final RandomGenerator random;

    SessionEvents(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    TokensIssued tokensIssued(Consumed login, AccessToken token, String source) {
        return new TokensIssued(
                randomId(),
                clock.instant(),
                token.session(),
                login.id().value(),
                token.client(),
                token.account(),
                login.approval().acr(),
                login.approval().amr(),
                token.scope(),
                source,
                login.asked().traceparent());
    }

    CodeReplayed codeReplayed(ChallengeId challenge, Presentation mark, String source) {
        return new CodeReplayed(
                randomId(),
                clock.instant(),
                mark.session(),
                challenge.value(),
                mark.client(),
                mark.account(),
                source,
                mark.traceparent());
    }

    private String randomId() {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        return Base64Url.encode(id);
    }
}
