package io.doorway.approval.phone.risk;

import static io.doorway.protocol.vocabulary.RiskSignal.ADDRESS_MISMATCH;
import static io.doorway.protocol.vocabulary.RiskSignal.COUNTRY_MISMATCH;
import static io.doorway.protocol.vocabulary.RiskSignal.HOSTING_PROVIDER;
import static io.doorway.protocol.vocabulary.RiskSignal.NETWORK_MISMATCH;
import static io.doorway.protocol.vocabulary.RiskSignal.TIME_ZONE_MISMATCH;
import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.web.geography.GeoLocation;
import io.doorway.web.geography.GeoLocation.AutonomousSystem;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The risk signals of a browser and a phone at two locations. */
class BrowserPhoneMismatchTest {

    private static final Instant WINTER = Instant.parse("2026-11-21T12:00:00Z");

    private static final GeoLocation AT_HOME = new GeoLocation(
            "Zürich", "Switzerland", "CH", ZoneId.of("Europe/Zurich"), new AutonomousSystem(64500, null, false));
    private static final GeoLocation ON_MOBILE_DATA = new GeoLocation(
            "Bern", "Switzerland", "CH", ZoneId.of("Europe/Zurich"), new AutonomousSystem(64501, null, false));
    private static final GeoLocation CLOUD = new GeoLocation(
            "Ashburn", "United States", "US", ZoneId.of("America/New_York"), new AutonomousSystem(16509, null, true));

    @Test
    void equalLocationsGiveNoSignal() {
        assertThat(BrowserPhoneMismatch.between(
                        location("198.51.100.7", AT_HOME, "Europe/Zurich"),
                        location("198.51.100.7", AT_HOME, "Europe/Zurich"),
                        WINTER))
                .isEmpty();
    }

    @Test
    void aPhoneOnMobileDataHasAnotherAddressAndNetwork() {
        assertThat(BrowserPhoneMismatch.between(
                        location("198.51.100.7", AT_HOME, "Europe/Zurich"),
                        location("192.0.2.8", ON_MOBILE_DATA, "Europe/Zurich"),
                        WINTER))
                .containsExactlyInAnyOrder(ADDRESS_MISMATCH, NETWORK_MISMATCH);
    }

    @Test
    void aRelayAtAHostingProviderGivesEverySignalEvenWithItsVictimsTimeZone() {
        assertThat(BrowserPhoneMismatch.between(
                        location("203.0.113.9", CLOUD, "Europe/Zurich"),
                        location("198.51.100.7", AT_HOME, "Europe/Zurich"),
                        WINTER))
                .containsExactlyInAnyOrder(
                        ADDRESS_MISMATCH, COUNTRY_MISMATCH, NETWORK_MISMATCH, TIME_ZONE_MISMATCH, HOSTING_PROVIDER);
    }

    @Test
    void ipv6AddressesAreComparedByTheirPrefix() {
        assertThat(BrowserPhoneMismatch.between(
                        location("2001:db8:1:2::3", null, null),
                        location("2001:db8:1:2:aaaa:bbbb:cccc:dddd", null, null),
                        WINTER))
                .isEmpty();
        assertThat(BrowserPhoneMismatch.between(
                        location("2001:db8:1:2::3", null, null), location("2001:db8:1:3::3", null, null), WINTER))
                .containsExactly(ADDRESS_MISMATCH);
    }

    @Test
    void timeZonesAreComparedByOffset() {
        assertThat(BrowserPhoneMismatch.between(
                        location("192.0.2.1", null, "Europe/Zurich"),
                        location("192.0.2.1", null, "Europe/Paris"),
                        WINTER))
                .isEmpty();
        assertThat(BrowserPhoneMismatch.between(
                        location("192.0.2.1", null, "Europe/Zurich"),
                        location("192.0.2.1", null, "Europe/London"),
                        WINTER))
                .containsExactly(TIME_ZONE_MISMATCH);
    }

    @Test
    void anUnknownPropertyGivesNoSignal() {
        assertThat(BrowserPhoneMismatch.between(
                        location("192.0.2.1", AT_HOME, "Europe/Zurich"),
                        location("192.0.2.1", null, "not a zone"),
                        WINTER))
                .isEmpty();
        assertThat(BrowserPhoneMismatch.between(
                        location("192.0.2.1", null, null), location("192.0.2.1", CLOUD, null), WINTER))
                .isEmpty();
    }

    private static DeviceLocation location(String ip, @Nullable GeoLocation place, @Nullable String timeZone) {
        return new DeviceLocation(ip, Optional.ofNullable(place), timeZone);
    }
}
