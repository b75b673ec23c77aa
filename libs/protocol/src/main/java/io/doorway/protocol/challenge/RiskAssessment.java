package io.doorway.protocol.challenge;

import io.doorway.protocol.vocabulary.Check;
import io.doorway.protocol.vocabulary.RiskSignal;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The result of the risk assessment at the scan: what the person is warned of and what the login requires.
 *
 * @param knownBrowser whether the account knows the browser
 * @param risk the risk signals that the person is shown, in the order of {@link RiskSignal}
 * @param browserCheck what the browser must present: nothing, a confirmation code or a return nonce
 * @param passkey whether the approval must contain a passkey's assertion
 */
public record RiskAssessment(boolean knownBrowser, List<RiskSignal> risk, Check browserCheck, boolean passkey) {

    public RiskAssessment {
        risk = risk.stream().sorted().distinct().toList();
        if (browserCheck == Check.PASSKEY) {
            throw new IllegalArgumentException("a browser does not present a passkey");
        }
    }

    /** The check in the transcript: what the phone must do. */
    public Check transcriptCheck() {
        if (passkey) {
            return Check.PASSKEY;
        }
        return browserCheck == Check.TYPED_CODE ? Check.TYPED_CODE : Check.NONE;
    }

    /** The same assessment with further signals. The transcript is not affected: it is computed at the scan. */
    RiskAssessment withSignals(Set<RiskSignal> laterSignals) {
        List<RiskSignal> all =
                Stream.concat(risk.stream(), laterSignals.stream()).toList();
        return new RiskAssessment(knownBrowser, all, browserCheck, passkey);
    }
}
