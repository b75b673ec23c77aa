package io.doorway.approval.scan;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.challenge.Scanned;
import io.doorway.protocol.transcript.Transcript;
import java.time.Instant;

/**
 * What the phone shows its person and has them decide.
 *
 * @param challengeId the challenge, claimed for this phone
 * @param version of the challenge
 * @param transcript to show, and to sign as it is
 * @param decideBy until when
 */
@JsonNaming(SnakeCaseStrategy.class)
public record ClaimedChallenge(ChallengeId challengeId, long version, String transcript, Instant decideBy) {
    static ClaimedChallenge of(Scanned scanned) {
        return new ClaimedChallenge(
                scanned.id(), scanned.version(), Transcript.of(scanned).text(), scanned.deadline());
    }
}
