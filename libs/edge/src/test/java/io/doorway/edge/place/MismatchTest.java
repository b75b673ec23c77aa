package io.doorway.edge.place;

import static io.doorway.protocol.challenge.RiskSignal.ADDRESS_MISMATCH;
import static io.doorway.protocol.challenge.RiskSignal.COUNTRY_MISMATCH;
import static io.doorway.protocol.challenge.RiskSignal.HOSTING_PROVIDER;
import static io.doorway.protocol.challenge.RiskSignal.NETWORK_MISMATCH;
import static io.doorway.protocol.challenge.RiskSignal.TIME_ZONE_MISMATCH;
import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.edge.place.Place.Network;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What two requests tell of a browser and a phone that should be in one place. */
class MismatchTest {

    private static final Instant WINTER = Instant.parse("2026-11-21T12:00:00Z");

    private static final Place AT_HOME =
            new Place("Zürich", "Switzerland", "CH", ZoneId.of("Europe/Zurich"), new Network(64500, null, false));
    private static final Place ON_MOBILE_DATA =
            new Place("Bern", "Switzerland", "CH", ZoneId.of("Europe/Zurich"), new Network(64501, null, false));
    private static final Place CLOUD =
            new Place("Ashburn", "United States", "US", ZoneId.of("America/New_York"), new Network(16509, null, true));

    @Test
    void aPhoneBesideItsBrowserGivesNoSignal() {
        assertThat(Mismatch.between(
                        seen("198.51.100.7", AT_HOME, "Europe/Zurich"),
                        seen("198.51.100.7", AT_HOME, "Europe/Zurich"),
                        WINTER))
                .isEmpty();
    }

    @Test
    void aPhoneOnMobileDataHasAnotherAddressAndNetwork() {
        assertThat(Mismatch.between(
                        seen("198.51.100.7", AT_HOME, "Europe/Zurich"),
                        seen("192.0.2.8", ON_MOBILE_DATA, "Europe/Zurich"),
                        WINTER))
                .containsExactlyInAnyOrder(ADDRESS_MISMATCH, NETWORK_MISMATCH);
    }

    @Test
    void aRelayInACloudGivesEverySignalEvenIfItClaimsItsVictimsTimeZone() {
        assertThat(Mismatch.between(
                        seen("203.0.113.9", CLOUD, "Europe/Zurich"),
                        seen("198.51.100.7", AT_HOME, "Europe/Zurich"),
                        WINTER))
                .containsExactlyInAnyOrder(
                        ADDRESS_MISMATCH, COUNTRY_MISMATCH, NETWORK_MISMATCH, TIME_ZONE_MISMATCH, HOSTING_PROVIDER);
    }

    @Test
    void twoLinesOfOneHouseholdAreOneAddressInTheSixthVersion() {
        assertThat(Mismatch.between(
                        seen("2001:db8:1:2::3", null, null),
                        seen("2001:db8:1:2:aaaa:bbbb:cccc:dddd", null, null),
                        WINTER))
                .isEmpty();
        assertThat(Mismatch.between(seen("2001:db8:1:2::3", null, null), seen("2001:db8:1:3::3", null, null), WINTER))
                .containsExactly(ADDRESS_MISMATCH);
    }

    @Test
    void timeZonesAreComparedByWhatTheirClocksShow() {
        assertThat(Mismatch.between(
                        seen("192.0.2.1", null, "Europe/Zurich"), seen("192.0.2.1", null, "Europe/Paris"), WINTER))
                .isEmpty();
        assertThat(Mismatch.between(
                        seen("192.0.2.1", null, "Europe/Zurich"), seen("192.0.2.1", null, "Europe/London"), WINTER))
                .containsExactly(TIME_ZONE_MISMATCH);
    }

    @Test
    void whatIsNotKnownOfBothIsNotClaimed() {
        assertThat(Mismatch.between(
                        seen("192.0.2.1", AT_HOME, "Europe/Zurich"), seen("192.0.2.1", null, "not a zone"), WINTER))
                .isEmpty();
        assertThat(Mismatch.between(seen("192.0.2.1", null, null), seen("192.0.2.1", CLOUD, null), WINTER))
                .isEmpty();
    }

    private static Seen seen(String ip, @Nullable Place place, @Nullable String timeZone) {
        return new Seen(ip, Optional.ofNullable(place), timeZone);
    }
}
