package io.doorway.approval.judge;

import io.doorway.approval.browser.KnownBrowsers;
import io.doorway.edge.limit.Limits;
import io.doorway.edge.place.Geography;
import io.doorway.edge.place.Mismatch;
import io.doorway.edge.place.Seen;
import io.doorway.protocol.challenge.Asked;
import io.doorway.protocol.challenge.Browser;
import io.doorway.protocol.challenge.RiskSignal;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Set;

/** Collects what a login is judged by. What is asked does not change from state to state, so that it is true of each. */
@ApplicationScoped
public class GatherFindings {
    private final KnownBrowsers knownBrowsers;
    private final Geography geography;
    private final Limits limits;
    private final InstantSource clock;

    GatherFindings(KnownBrowsers knownBrowsers, Geography geography, Limits limits, InstantSource clock) {
        this.knownBrowsers = knownBrowsers;
        this.geography = geography;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * @param account whose phone scans
     * @param phone that phone, as its request shows it
     */
    public Uni<Findings> of(Asked asked, String account, Phone phone) {
        Browser browser = asked.browser();
        return limits.busy(browser.ip())
                .map(busy -> signals(browser, phone, busy))
                .chain(signals -> findings(browser, account, signals));
    }

    private Uni<Findings> findings(Browser browser, String account, Set<RiskSignal> signals) {
        // A browser that others use too is a stranger to everyone, whatever was remembered of it.
        return browser.shared()
                ? Uni.createFrom().item(stranger(signals))
                : knownBrowsers
                        .knows(account, browser.keyThumbprint())
                        .map(known -> known ? new Findings(true, signals) : stranger(signals));
    }

    private Set<RiskSignal> signals(Browser browser, Phone phone, boolean busy) {
        Seen there = geography.seen(browser.ip(), browser.timeZone());
        Seen here = geography.seen(phone.ip(), phone.timeZone());
        Set<RiskSignal> signals = Mismatch.between(there, here, clock.instant());
        if (busy) {
            signals.add(RiskSignal.BUSY_SOURCE);
        }
        return signals;
    }

    private static Findings stranger(Set<RiskSignal> signals) {
        return new Findings(false, signals).with(RiskSignal.NEW_BROWSER);
    }
}
