package io.doorway.protocol.challenge;

import java.time.Instant;
import java.util.Set;

/**
 * The scan that claimed a challenge for one credential.
 *
 * @param credential the credential that scanned; no other may decide
 * @param account whose credential it is
 * @param judgement what the scan settled
 * @param at when, by the store's clock
 */
public record Scan(String credential, String account, Judgement judgement, Instant at) {

    /** The same scan, in whose judgement something is known that was not when it was made. */
    Scan noticing(Set<RiskSignal> late) {
        return new Scan(credential, account, judgement.noticing(late), at);
    }
}
