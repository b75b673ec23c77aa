package io.doorway.protocol.event;

import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.challenge.Check;
import io.doorway.protocol.challenge.RiskSignal;
import io.doorway.protocol.challenge.Scanned;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A credential claimed the challenge. The fields are described in {@code ChallengeScanned.json}. */
public record ChallengeScanned(
        ChallengeId challengeId,
        long version,
        Instant at,
        String client,
        String credential,
        String account,
        boolean browserKnown,
        List<RiskSignal> risk,
        Check check,
        boolean passkey,
        @Nullable String phoneIp,
        Instant deadline,
        @Nullable String traceparent)
        implements ChallengeEvent {

    public static ChallengeScanned of(Scanned scanned, @Nullable String phoneIp) {
        return new ChallengeScanned(
                scanned.id(),
                scanned.version(),
                scanned.scan().at(),
                scanned.asked().relyingParty().id(),
                scanned.scan().credential(),
                scanned.scan().account(),
                scanned.scan().judgement().knownBrowser(),
                scanned.scan().judgement().risk(),
                scanned.scan().judgement().browserCheck(),
                scanned.scan().judgement().passkey(),
                phoneIp,
                scanned.deadline(),
                scanned.asked().traceparent());
    }
}
