package io.doorway.approval.phone.risk;

import io.doorway.protocol.challenge.LoginRequest;
import io.doorway.protocol.vocabulary.Browser;
import io.doorway.protocol.vocabulary.FrameSource;
import io.doorway.protocol.vocabulary.RiskSignal;
import io.doorway.protocol.vocabulary.Route;
import io.doorway.web.geography.Geography;
import io.doorway.web.limit.RateLimits;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Set;

/** Collects the risk signals of a login at its scan, from the login request, which does not change, and the phone's request. */
@Singleton
public class CollectRiskSignals {
    private final Geography geography;
    private final RateLimits limits;
    private final InstantSource clock;

    CollectRiskSignals(Geography geography, RateLimits limits, InstantSource clock) {
        this.geography = geography;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * The phone that scans.
     *
     * @param ip the address of its request
     * @param timeZone the time zone that it reports, or the empty string
     * @param frameSource how it obtained the frame, as it declares
     */
    public record ScanningPhone(String ip, String timeZone, FrameSource frameSource) {}

    /**
     * The signals, except {@link RiskSignal#BUSY_SOURCE}, which {@link #isBusySource} reads.
     *
     * @param knownBrowser whether the account of the phone knows the browser. A shared browser is not known to any account, even if it was
     *     remembered before it was shared
     */
    public RiskSignals collect(LoginRequest request, boolean knownBrowser, ScanningPhone phone) {
        if (request.route() == Route.BACKCHANNEL) {
            // There is no browser that a phone could be compared with.
            return new RiskSignals(false, Set.of());
        }
        boolean known = knownBrowser && !request.browser().shared();
        RiskSignals signals = new RiskSignals(known, signals(request, phone));
        return known ? signals : signals.with(RiskSignal.NEW_BROWSER);
    }

    /** Whether the browser is at a source that is busy with logins. A condition of a scan, which holds if it is not. */
    public Uni<Boolean> isBusySource(LoginRequest request) {
        return request.route() == Route.BACKCHANNEL
                ? Uni.createFrom().item(false)
                : limits.isBusySource(request.browser().ip());
    }

    private Set<RiskSignal> signals(LoginRequest request, ScanningPhone phone) {
        Browser browser = request.browser();
        Set<RiskSignal> signals = BrowserPhoneMismatch.between(
                DeviceLocation.of(geography, browser.ip(), browser.timeZone()),
                DeviceLocation.of(geography, phone.ip(), phone.timeZone()),
                clock.instant());
        if (phone.frameSource() == FrameSource.LINK && request.route() == Route.CROSS_DEVICE) {
            signals.add(RiskSignal.OPENED_BY_LINK);
        }
        if (phone.frameSource() == FrameSource.CODE) {
            signals.add(RiskSignal.ENTERED_CODE);
        }
        return signals;
    }
}
