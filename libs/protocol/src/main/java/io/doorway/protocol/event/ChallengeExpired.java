package io.doorway.protocol.event;

import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.challenge.Expired;
import io.doorway.protocol.challenge.Open;
import io.doorway.protocol.challenge.Scan;
import io.doorway.protocol.challenge.StateName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A deadline passed. The fields are described in {@code ChallengeExpired.json}. */
public record ChallengeExpired(
        ChallengeId challengeId,
        long version,
        Instant at,
        String client,
        String clientName,
        StateName from,
        @Nullable String credential,
        @Nullable String account,
        @Nullable String traceparent)
        implements ChallengeEvent {

    public static ChallengeExpired of(Open before, Expired expired) {
        Scan claim = before.claim();
        return new ChallengeExpired(
                expired.id(),
                expired.version(),
                expired.at(),
                expired.asked().relyingParty().id(),
                expired.asked().relyingParty().name(),
                before.name(),
                claim == null ? null : claim.credential(),
                claim == null ? null : claim.account(),
                expired.asked().traceparent());
    }
}
