package io.doorway.protocol.event;

import io.doorway.protocol.challenge.Approved;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.challenge.Handover;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The browser presented a wrong code and may try again. The fields are described in {@code ChallengeCodeMistyped.json}. */
public record ChallengeCodeMistyped(
        ChallengeId challengeId,
        long version,
        Instant at,
        String client,
        String clientName,
        String credential,
        String account,
        int triesLeft,
        String browserIp,
        Instant deadline,
        @Nullable String traceparent)
        implements ChallengeEvent {

    public static ChallengeCodeMistyped of(Approved approved, Instant at) {
        Handover handover = Objects.requireNonNull(approved.handover());
        return new ChallengeCodeMistyped(
                approved.id(),
                approved.version(),
                at,
                approved.asked().relyingParty().id(),
                approved.asked().relyingParty().name(),
                approved.scan().credential(),
                approved.scan().account(),
                handover.triesLeft(),
                approved.asked().browser().ip(),
                approved.deadline(),
                approved.asked().traceparent());
    }
}
