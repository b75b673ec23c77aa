package io.doorway.approval.phone.risk;

import io.doorway.protocol.vocabulary.RiskSignal;
import io.doorway.web.geography.GeoLocation;
import io.doorway.web.geography.IpNetwork;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Compares the locations of browser and phone. A person at a desk has both in one place; an attacker who relays a QR code to a victim
 * has not, or has to hide it.
 *
 * <p>A signal is a fact about two requests, not a verdict: a phone on mobile data has another address than the browser beside it. An
 * unknown property gives no signal.
 */
public final class BrowserPhoneMismatch {

    private BrowserPhoneMismatch() {}

    /** @param at time zones are compared by their offsets at this time */
    public static EnumSet<RiskSignal> between(DeviceLocation browser, DeviceLocation phone, Instant at) {
        EnumSet<RiskSignal> signals = EnumSet.noneOf(RiskSignal.class);
        if (!IpNetwork.ADDRESS.of(browser.ip()).equals(IpNetwork.ADDRESS.of(phone.ip()))) {
            signals.add(RiskSignal.ADDRESS_MISMATCH);
        }
        if (differ(browser, phone, BrowserPhoneMismatch::country)) {
            signals.add(RiskSignal.COUNTRY_MISMATCH);
        }
        if (differ(browser, phone, BrowserPhoneMismatch::network)) {
            signals.add(RiskSignal.NETWORK_MISMATCH);
        }
        if (timeZonesDiffer(browser, phone, at)) {
            signals.add(RiskSignal.TIME_ZONE_MISMATCH);
        }
        if (browser.location().filter(GeoLocation::isHostingProvider).isPresent()) {
            signals.add(RiskSignal.HOSTING_PROVIDER);
        }
        return signals;
    }

    private static boolean differ(
            DeviceLocation browser, DeviceLocation phone, Function<GeoLocation, Optional<?>> property) {
        Optional<?> ofBrowser = browser.location().flatMap(property);
        Optional<?> ofPhone = phone.location().flatMap(property);
        return ofBrowser.isPresent() && ofPhone.isPresent() && !ofBrowser.equals(ofPhone);
    }

    private static Optional<String> country(GeoLocation location) {
        return Optional.ofNullable(location.countryCode());
    }

    private static Optional<Long> network(GeoLocation location) {
        return Optional.ofNullable(location.autonomousSystem()).map(GeoLocation.AutonomousSystem::number);
    }

    /** A browser can report the time zone of a victim's phone; the time zone of its address is compared as well. */
    private static boolean timeZonesDiffer(DeviceLocation browser, DeviceLocation phone, Instant at) {
        Set<ZoneOffset> ofBrowser = offsets(browser, at);
        Set<ZoneOffset> ofPhone = offsets(phone, at);
        return !ofBrowser.isEmpty() && !ofPhone.isEmpty() && (ofBrowser.size() > 1 || !ofBrowser.equals(ofPhone));
    }

    private static Set<ZoneOffset> offsets(DeviceLocation device, Instant at) {
        return device.timeZones().map(zone -> zone.getRules().getOffset(at)).collect(Collectors.toSet());
    }
}
