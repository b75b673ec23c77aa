package io.doorway.approval.phone.risk;

import io.doorway.approval.account.browser.KnownBrowsers;
import io.doorway.protocol.challenge.LoginRequest;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.Browser;
import io.doorway.protocol.vocabulary.FrameSource;
import io.doorway.protocol.vocabulary.RiskSignal;
import io.doorway.protocol.vocabulary.Route;
import io.doorway.web.geography.Geography;
import io.doorway.web.limit.RateLimits;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Set;

/** Collects the risk signals of a login at its scan, from the login request, which does not change, and the phone's request. */
@ApplicationScoped
public class CollectRiskSignals {
    private final KnownBrowsers knownBrowsers;
    private final Geography geography;
    private final RateLimits limits;
    private final InstantSource clock;

    CollectRiskSignals(KnownBrowsers knownBrowsers, Geography geography, RateLimits limits, InstantSource clock) {
        this.knownBrowsers = knownBrowsers;
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

    /** @param account the account of the phone */
    public Uni<RiskSignals> collect(LoginRequest request, AccountId account, ScanningPhone phone) {
        if (request.route() == Route.BACKCHANNEL) {
            // There is no browser that a phone could be compared with.
            return Uni.createFrom().item(new RiskSignals(false, Set.of()));
        }
        Browser browser = request.browser();
        return limits.isBusySource(browser.ip())
                .map(busySource -> signals(request, phone, busySource))
                .chain(signals -> isKnown(browser, account)
                        .map(known -> known
                                ? new RiskSignals(true, signals)
                                : new RiskSignals(false, signals).with(RiskSignal.NEW_BROWSER)));
    }

    /** A shared browser is not known to any account, even if it was remembered before it was shared. */
    private Uni<Boolean> isKnown(Browser browser, AccountId account) {
        return browser.shared()
                ? Uni.createFrom().item(false)
                : knownBrowsers.isKnown(account, browser.keyThumbprint());
    }

    private Set<RiskSignal> signals(LoginRequest request, ScanningPhone phone, boolean busySource) {
        Browser browser = request.browser();
        Set<RiskSignal> signals = BrowserPhoneMismatch.between(
                DeviceLocation.of(geography, browser.ip(), browser.timeZone()),
                DeviceLocation.of(geography, phone.ip(), phone.timeZone()),
                clock.instant());
        if (busySource) {
            signals.add(RiskSignal.BUSY_SOURCE);
        }
        if (phone.frameSource() == FrameSource.LINK && request.route() == Route.CROSS_DEVICE) {
            signals.add(RiskSignal.OPENED_BY_LINK);
        }
        if (phone.frameSource() == FrameSource.CODE) {
            signals.add(RiskSignal.ENTERED_CODE);
        }
        return signals;
    }
}
