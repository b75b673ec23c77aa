package io.doorway.clients.phone;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.Map;

/**
 * A login that this phone has scanned and not decided yet.
 *
 * @param challengeId the challenge
 * @param transcript the text to show and to sign, unchanged
 * @param decideBy the deadline, RFC 3339
 */
public record ScannedLogin(String challengeId, String transcript, String decideBy) {

    static ScannedLogin of(PhoneResponse response) {
        return new ScannedLogin(response.text("challenge_id"), response.text("transcript"), response.text("decide_by"));
    }

    /** The same login with another transcript. */
    public ScannedLogin withTranscript(String other) {
        return new ScannedLogin(challengeId, other, decideBy);
    }

    /** The members of the transcript. */
    public Map<String, Object> details() {
        try {
            return JSONObjectUtils.parse(transcript);
        } catch (ParseException e) {
            throw new IllegalStateException("the transcript is not a JSON object", e);
        }
    }
}
