package io.doorway.edge.place;

import io.doorway.protocol.challenge.RiskSignal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Compares where the browser is with where the phone is. A person at a desk has both in one place; who relays a code to a victim
 * elsewhere has not, or must hide it.
 *
 * <p>Each signal is a fact about two requests and no verdict: a phone on mobile data has another address than the desk that it
 * lies on. What is not known is not claimed.
 */
public final class Mismatch {

    private Mismatch() {}

    /** @param at when: two time zones are compared by the time that clocks show in them then */
    public static EnumSet<RiskSignal> between(Seen browser, Seen phone, Instant at) {
        EnumSet<RiskSignal> signals = EnumSet.noneOf(RiskSignal.class);
        if (!IpNetwork.LINE.of(browser.ip()).equals(IpNetwork.LINE.of(phone.ip()))) {
            signals.add(RiskSignal.ADDRESS_MISMATCH);
        }
        if (differ(browser, phone, Mismatch::country)) {
            signals.add(RiskSignal.COUNTRY_MISMATCH);
        }
        if (differ(browser, phone, Mismatch::network)) {
            signals.add(RiskSignal.NETWORK_MISMATCH);
        }
        if (clocksDiffer(browser, phone, at)) {
            signals.add(RiskSignal.TIME_ZONE_MISMATCH);
        }
        if (browser.place().filter(Place::hostingProvider).isPresent()) {
            signals.add(RiskSignal.HOSTING_PROVIDER);
        }
        return signals;
    }

    private static boolean differ(Seen browser, Seen phone, Function<Place, Optional<?>> aspect) {
        Optional<?> here = browser.place().flatMap(aspect);
        Optional<?> there = phone.place().flatMap(aspect);
        return here.isPresent() && there.isPresent() && !here.equals(there);
    }

    private static Optional<String> country(Place place) {
        return Optional.ofNullable(place.countryCode());
    }

    private static Optional<Long> network(Place place) {
        return Optional.ofNullable(place.network()).map(Place.Network::number);
    }

    /** A browser may say what its victim's phone says; then its address still tells. */
    private static boolean clocksDiffer(Seen browser, Seen phone, Instant at) {
        Set<ZoneOffset> here = offsets(browser, at);
        Set<ZoneOffset> there = offsets(phone, at);
        return !here.isEmpty() && !there.isEmpty() && (here.size() > 1 || !here.equals(there));
    }

    private static Set<ZoneOffset> offsets(Seen device, Instant at) {
        return device.zones().map(zone -> zone.getRules().getOffset(at)).collect(Collectors.toSet());
    }
}
