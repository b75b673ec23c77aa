package io.doorway.protocol.event;

import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.challenge.Check;
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
        String clientName,
        String clientDomain,
        String credential,
        String account,
        String acr,
        List<String> amr,
        Check check,
        String browserKey,
        String browserIp,
        @Nullable String browserLocation,
        String browserAgent,
        boolean browserShared,
        @Nullable String traceparent)
        implements ChallengeEvent {

    public static ChallengeConsumed of(Consumed consumed) {
        return new ChallengeConsumed(
                consumed.id(),
                consumed.version(),
                consumed.consumption().at(),
                consumed.asked().relyingParty().id(),
                consumed.asked().relyingParty().name(),
                consumed.asked().relyingParty().domain(),
                consumed.scan().credential(),
                consumed.scan().account(),
                consumed.approval().acr(),
                consumed.approval().amr(),
                consumed.consumption().check(),
                consumed.asked().browser().keyThumbprint(),
                consumed.asked().browser().ip(),
                consumed.asked().browser().location(),
                consumed.asked().browser().userAgent(),
                consumed.asked().browser().shared(),
                consumed.asked().traceparent());
    }
}
