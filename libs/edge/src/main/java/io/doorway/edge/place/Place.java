package io.doorway.edge.place;

import java.time.ZoneId;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the databases know of an address; null is "not known".
 *
 * @param city its name in English
 * @param country its name in English
 * @param countryCode ISO 3166-1 alpha-2, such as {@code CH}
 * @param timeZone of the place
 * @param network who announces the address
 */
public record Place(
        @Nullable String city,
        @Nullable String country,
        @Nullable String countryCode,
        @Nullable ZoneId timeZone,
        @Nullable Network network) {

    /**
     * An autonomous system: whoever carries the address' traffic.
     *
     * @param number its ASN
     * @param organisation whose it is, or null
     * @param hosting whether it rents out servers: few people browse from there
     */
    public record Network(long number, @Nullable String organisation, boolean hosting) {}

    /** For a person: "Zürich, Switzerland", "Switzerland", or empty where only a network is known. */
    public Optional<String> words() {
        String words = Stream.of(city, country)
                .<String>mapMulti((name, sink) -> {
                    if (name != null) {
                        sink.accept(name);
                    }
                })
                .collect(Collectors.joining(", "));
        return words.isEmpty() ? Optional.empty() : Optional.of(words);
    }

    /** Whether the address belongs to a provider of servers, as far as is known. */
    public boolean hostingProvider() {
        return network != null && network.hosting();
    }
}
