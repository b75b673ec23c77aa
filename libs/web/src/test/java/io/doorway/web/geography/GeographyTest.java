package io.doorway.web.geography;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.doorway.testkit.geography.MaxMindFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Locations of addresses from real files in the MaxMind DB format. */
class GeographyTest {

    private static final String ZURICH = "198.51.100.7";
    private static final String CLOUD = "203.0.113.9";
    private static final long AMAZON = 16509;

    @TempDir
    private Path directory;

    private Path places;
    private Path networks;

    @BeforeEach
    void makeDatabases() {
        places = MaxMindFile.cities()
                .place("198.51.100.0/24", "Zürich", "Switzerland", "CH", "Europe/Zurich")
                .place("2001:db8:1::/48", "Lyon", "France", "FR", "Europe/Paris")
                .write(directory.resolve("places.mmdb"));
        networks = MaxMindFile.autonomousSystems()
                .system("198.51.100.0/25", 64500, "Example Telecom")
                .system("203.0.113.0/24", AMAZON, "AMAZON-02")
                .write(directory.resolve("networks.mmdb"));
    }

    @Test
    void anAddressHasACityACountryATimeZoneAndANetwork() {
        GeoLocation place = geography(places, networks).of(ZURICH).orElseThrow();

        assertThat(place.displayName()).contains("Zürich, Switzerland");
        assertThat(place.countryCode()).isEqualTo("CH");
        assertThat(place.timeZone()).isEqualTo(ZoneId.of("Europe/Zurich"));
        assertThat(place.autonomousSystem())
                .isEqualTo(new GeoLocation.AutonomousSystem(64500, "Example Telecom", false));
        assertThat(place.isHostingProvider()).isFalse();
    }

    @Test
    void anIpv6AddressHasALocationToo() {
        assertThat(geography(places, null).of("2001:db8:1:2::3").flatMap(GeoLocation::displayName))
                .contains("Lyon, France");
    }

    @Test
    void anIpv4MappedIpv6AddressIsTheIpv4Address() {
        assertThat(geography(places, networks).of("::ffff:" + ZURICH))
                .isEqualTo(geography(places, networks).of(ZURICH));
    }

    @Test
    void aHostingProviderIsRecognizedByItsAsNumber() {
        GeoLocation place = geography(places, networks).of(CLOUD).orElseThrow();

        assertThat(place.displayName()).isEmpty();
        assertThat(place.isHostingProvider()).isTrue();
    }

    @Test
    void anOperatorsListOfProvidersReplacesTheDefaultList() {
        Geography geography = new Geography(config(places, networks, List.of(64500L)));

        assertThat(geography.of(ZURICH).orElseThrow().isHostingProvider()).isTrue();
        assertThat(geography.of(CLOUD).orElseThrow().isHostingProvider()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1", "::1", "", "nonsense", "localhost", "198.51.100.7.evil.example"})
    void anUnknownAddressHasNoLocation(String address) {
        assertThat(geography(places, networks).of(address)).isEmpty();
    }

    @Test
    void withoutDatabasesNoAddressHasALocation() {
        assertThat(geography(null, null).of(ZURICH)).isEmpty();
    }

    @Test
    void anUnreadableFileStopsTheStartAndThePropertyIsNamed() throws IOException {
        Path garbage = Files.writeString(directory.resolve("garbage.mmdb"), "not a database");
        Path missing = directory.resolve("missing.mmdb");

        assertThatThrownBy(() -> geography(garbage, null)).hasMessageContaining("doorway.geography.places: " + garbage);
        assertThatThrownBy(() -> geography(missing, null)).hasMessageContaining("doorway.geography.places: " + missing);
        assertThatThrownBy(() -> geography(null, garbage))
                .hasMessageContaining("doorway.geography.networks: " + garbage);
    }

    @Test
    void aDatabaseOfTheOtherKindStopsTheStart() {
        assertThatThrownBy(() -> geography(networks, places))
                .hasMessageStartingWith("doorway.geography.places: ")
                .hasMessageContaining("is of type Doorway-ASN");
    }

    private static Geography geography(@Nullable Path places, @Nullable Path networks) {
        return new Geography(config(places, networks, null));
    }

    private static GeographyConfig config(
            @Nullable Path places, @Nullable Path networks, @Nullable List<Long> hosting) {
        return new GeographyConfig() {
            @Override
            public Optional<Path> places() {
                return Optional.ofNullable(places);
            }

            @Override
            public Optional<Path> networks() {
                return Optional.ofNullable(networks);
            }

            @Override
            public Optional<List<Long>> hostingNetworks() {
                return Optional.ofNullable(hosting);
            }
        };
    }
}
