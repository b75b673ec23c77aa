package io.doorway.testkit.phone;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.Map;

/**
 * A login that waits for this phone's decision.
 *
 * @param challengeId the challenge
 * @param transcript the text to show and to sign, exactly as it came
 * @param decideBy the deadline, RFC 3339
 */
public record ScannedLogin(String challengeId, String transcript, String decideBy) {

    static ScannedLogin of(PhoneAnswer answer) {
        return new ScannedLogin(answer.text("challenge_id"), answer.text("transcript"), answer.text("decide_by"));
    }

    /** The same login with another text to sign, for tests. */
    public ScannedLogin withTranscript(String other) {
        return new ScannedLogin(challengeId, other, decideBy);
    }

    /** The transcript's members. */
    public Map<String, Object> details() {
        try {
            return JSONObjectUtils.parse(transcript);
        } catch (ParseException e) {
            throw new IllegalStateException("the transcript is not a JSON object", e);
        }
    }
}
