package io.doorway.edge.place;

import io.doorway.edge.place.Database.Entry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says where an address is, as far as the operator's databases know.
 *
 * <p>A database that is configured and cannot be read stops the start: Doorway would otherwise run with fewer signals than its
 * operator believes. A newer file is read at the next start.
 */
@Startup
@ApplicationScoped
public class Geography {

    private static final String PLACES = "doorway.geography.places";
    private static final String NETWORKS = "doorway.geography.networks";

    private final Optional<Database> places;
    private final Optional<Database> networks;
    private final Set<Long> hosting;

    Geography(GeographyConfig config) {
        this.places = config.places().map(file -> new Database(PLACES, file, List.of("City", "Country", "Enterprise")));
        this.networks = config.networks().map(file -> new Database(NETWORKS, file, List.of("ASN", "ISP")));
        this.hosting = config.hostingNetworks().<Set<Long>>map(HashSet::new).orElseGet(HostingNetworks::shipped);
    }

    /** Where the address is; empty for what is no IP address and for what no database knows. */
    public Optional<Place> of(String ip) {
        return IpNetwork.address(ip).flatMap(this::of);
    }

    /**
     * Somebody as seen by us.
     *
     * @param ip the address of the request
     * @param timeZone what the device says its time zone is, such as {@code Europe/Paris}, or null
     */
    public Seen seen(String ip, @Nullable String timeZone) {
        return new Seen(ip, of(ip), timeZone);
    }

    private Optional<Place> of(InetAddress address) {
        Optional<Entry> place = places.flatMap(database -> database.find(address));
        Place.@Nullable Network network = networks.flatMap(database -> database.find(address))
                .map(this::network)
                .orElse(null);
        if (place.isEmpty()) {
            return Optional.ofNullable(network).map(known -> new Place(null, null, null, null, known));
        }
        Entry entry = place.get();
        return Optional.of(new Place(
                entry.text("city", "names", "en"),
                entry.text("country", "names", "en"),
                entry.text("country", "iso_code"),
                zone(entry).orElse(null),
                network));
    }

    private Place.@Nullable Network network(Entry entry) {
        Long number = entry.number("autonomous_system_number");
        return number == null
                ? null
                : new Place.Network(number, entry.text("autonomous_system_organization"), hosting.contains(number));
    }

    private static Optional<ZoneId> zone(Entry entry) {
        return Seen.zone(entry.text("location", "time_zone"));
    }
}
