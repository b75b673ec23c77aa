package io.doorway.web.geography;

import io.doorway.web.geography.MaxMindDatabase.Entry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks up the location and the network of an IP address in the operator's databases.
 *
 * <p>A database that is configured and cannot be read stops the start, because a service without it would have fewer risk signals than
 * its operator expects. A newer file is read at the next start.
 */
@Startup
@Singleton
public class Geography {

    private static final String PLACES_PROPERTY = "doorway.geography.places";
    private static final String NETWORKS_PROPERTY = "doorway.geography.networks";

    /** The well-known hosting providers; a line has an AS number and a name. */
    private static final String HOSTING_NETWORKS = "hosting-networks.txt";

    private final Optional<MaxMindDatabase> places;
    private final Optional<MaxMindDatabase> networks;
    private final Set<Long> hosting;

    Geography(GeographyConfig config) {
        this.places = config.places()
                .map(file -> new MaxMindDatabase(PLACES_PROPERTY, file, List.of("City", "Country", "Enterprise")));
        this.networks =
                config.networks().map(file -> new MaxMindDatabase(NETWORKS_PROPERTY, file, List.of("ASN", "ISP")));
        this.hosting =
                config.hostingNetworks().<Set<Long>>map(HashSet::new).orElseGet(Geography::wellKnownHostingNetworks);
    }

    /** The location of the address; empty if the text is not an IP address or no database contains it. */
    public Optional<GeoLocation> of(String ip) {
        return IpNetwork.parse(ip).flatMap(this::of);
    }

    private Optional<GeoLocation> of(InetAddress address) {
        Optional<Entry> place = places.flatMap(database -> database.find(address));
        GeoLocation.@Nullable AutonomousSystem network = networks.flatMap(database -> database.find(address))
                .map(this::network)
                .orElse(null);
        if (place.isEmpty()) {
            return Optional.ofNullable(network).map(found -> new GeoLocation(null, null, null, null, found));
        }
        Entry entry = place.get();
        return Optional.of(new GeoLocation(
                entry.text("city", "names", "en"),
                entry.text("country", "names", "en"),
                entry.text("country", "iso_code"),
                zone(entry).orElse(null),
                network));
    }

    private GeoLocation.@Nullable AutonomousSystem network(Entry entry) {
        Long number = entry.number("autonomous_system_number");
        return number == null
                ? null
                : new GeoLocation.AutonomousSystem(
                        number, entry.text("autonomous_system_organization"), hosting.contains(number));
    }

    private static Optional<ZoneId> zone(Entry entry) {
        try {
            return Optional.ofNullable(entry.text("location", "time_zone")).map(ZoneId::of);
        } catch (DateTimeException unknown) {
            return Optional.empty();
        }
    }

    private static Set<Long> wellKnownHostingNetworks() {
        try (InputStream in = Geography.class.getResourceAsStream(HOSTING_NETWORKS)) {
            if (in == null) {
                throw new IllegalStateException(HOSTING_NETWORKS + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> Long.valueOf(line.substring(0, line.indexOf(' '))))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
