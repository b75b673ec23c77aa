package io.doorway.protocol.challenge;

import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.CredentialId;
import io.doorway.protocol.vocabulary.FrameSource;
import io.doorway.protocol.vocabulary.RiskSignal;
import java.time.Instant;
import java.util.Set;

/**
 * The scan by which a credential claimed a challenge.
 *
 * @param credential the credential that scanned; no other credential can decide
 * @param account the account of the credential
 * @param frameSource how the phone obtained the frame, as it declared
 * @param assessment the risk assessment at the scan
 * @param at the time of the scan by the store's clock
 */
public record Scan(
        CredentialId credential, AccountId account, FrameSource frameSource, RiskAssessment assessment, Instant at) {

    /** The same scan, with risk signals that were observed after it. */
    Scan withSignals(Set<RiskSignal> laterSignals) {
        return new Scan(credential, account, frameSource, assessment.withSignals(laterSignals), at);
    }
}
