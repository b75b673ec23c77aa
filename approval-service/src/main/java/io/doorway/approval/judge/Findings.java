package io.doorway.approval.judge;

import io.doorway.protocol.challenge.RiskSignal;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is known of a login at its scan.
 *
 * @param knownBrowser whether the account has used the browser before
 * @param signals what the person should look at twice
 */
public record Findings(boolean knownBrowser, Set<RiskSignal> signals) {

    public Findings {
        signals = Set.copyOf(signals);
    }

    /** The same with one signal more. */
    public Findings with(RiskSignal signal) {
        Set<RiskSignal> more = new TreeSet<>(signals);
        more.add(signal);
        return new Findings(knownBrowser, more);
    }
}
