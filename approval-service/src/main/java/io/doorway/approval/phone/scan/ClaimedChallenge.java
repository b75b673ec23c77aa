package io.doorway.approval.phone.scan;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.doorway.protocol.challenge.Challenge.Scanned;
import io.doorway.protocol.transcript.Transcript;
import io.doorway.protocol.vocabulary.ChallengeId;
import java.time.Instant;

/**
 * The reply to the phone: what the person is shown and decides.
 *
 * @param challengeId the challenge, claimed for this phone
 * @param version of the challenge
 * @param transcript to be shown, and to be signed as it is
 * @param decideBy the deadline of the decision
 */
@JsonNaming(SnakeCaseStrategy.class)
public record ClaimedChallenge(ChallengeId challengeId, long version, String transcript, Instant decideBy) {
    static ClaimedChallenge of(Scanned scanned) {
        return new ClaimedChallenge(
                scanned.id(), scanned.version(), Transcript.of(scanned).text(), scanned.deadline());
    }
}
