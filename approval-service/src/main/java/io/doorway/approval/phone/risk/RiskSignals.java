package io.doorway.approval.phone.risk;

import io.doorway.protocol.vocabulary.RiskSignal;
import java.util.Set;
import java.util.TreeSet;

/**
 * The risk signals of a login at its scan.
 *
 * @param knownBrowser whether the browser is a known browser of the account
 * @param signals the signals, in no order
 */
public record RiskSignals(boolean knownBrowser, Set<RiskSignal> signals) {

    public RiskSignals {
        signals = Set.copyOf(signals);
    }

    /** The same, with another signal. */
    public RiskSignals with(RiskSignal signal) {
        Set<RiskSignal> more = new TreeSet<>(signals);
        more.add(signal);
        return new RiskSignals(knownBrowser, more);
    }
}
