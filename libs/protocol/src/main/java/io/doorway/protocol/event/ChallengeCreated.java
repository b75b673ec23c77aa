package io.doorway.protocol.event;

import io.doorway.protocol.challenge.Asked;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.challenge.CheckPolicy;
import io.doorway.protocol.challenge.Created;
import io.doorway.protocol.challenge.Route;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A browser got a challenge to show. The fields are described in {@code ChallengeCreated.json}. */
public record ChallengeCreated(
        ChallengeId challengeId,
        long version,
        Instant at,
        String client,
        String clientName,
        String clientDomain,
        String action,
        List<String> claims,
        String acrRequested,
        String browserKey,
        String browserIp,
        @Nullable String browserLocation,
        String browserAgent,
        boolean browserShared,
        Route route,
        CheckPolicy checkPolicy,
        Instant deadline,
        @Nullable String traceparent)
        implements ChallengeEvent {

    public static ChallengeCreated of(Created created) {
        Asked asked = created.asked();
        return new ChallengeCreated(
                created.id(),
                created.version(),
                asked.createdAt(),
                asked.relyingParty().id(),
                asked.relyingParty().name(),
                asked.relyingParty().domain(),
                asked.action().type(),
                asked.claims(),
                asked.acr(),
                asked.browser().keyThumbprint(),
                asked.browser().ip(),
                asked.browser().location(),
                asked.browser().userAgent(),
                asked.browser().shared(),
                asked.route(),
                asked.checkPolicy(),
                created.deadline(),
                asked.traceparent());
    }
}
