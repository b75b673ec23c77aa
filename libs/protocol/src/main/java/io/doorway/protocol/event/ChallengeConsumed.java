package io.doorway.protocol.event;

import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.challenge.Consumed;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The waiting browser got its authorization code. The fields are described in {@code ChallengeConsumed.json}. */
public record ChallengeConsumed(
        ChallengeId challengeId,
        long version,
        Instant at,
        String client,
        String credential,
        String account,
        String acr,
        List<String> amr,
        String browserIp,
        @Nullable String traceparent)
        implements ChallengeEvent {

    public static ChallengeConsumed of(Consumed consumed) {
        return new ChallengeConsumed(
                consumed.id(),
                consumed.version(),
                consumed.consumption().at(),
                consumed.asked().relyingParty().id(),
                consumed.scan().credential(),
                consumed.scan().account(),
                consumed.approval().acr(),
                consumed.approval().amr(),
                consumed.asked().browser().ip(),
                consumed.asked().traceparent());
    }
}
