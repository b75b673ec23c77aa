package io.doorway.web.geography;

import java.time.ZoneId;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The location and network of an IP address. Null means that the databases do not contain the value.
 *
 * @param city its name in English
 * @param country its name in English
 * @param countryCode ISO 3166-1 alpha-2, such as {@code CH}
 * @param timeZone its time zone
 * @param autonomousSystem the network that announces the address
 */
public record GeoLocation(
        @Nullable String city,
        @Nullable String country,
        @Nullable String countryCode,
        @Nullable ZoneId timeZone,
        @Nullable AutonomousSystem autonomousSystem) {

    /**
     * The network of one operator (autonomous system).
     *
     * @param number its ASN
     * @param organisation the operator, or null
     * @param hosting whether it belongs to a hosting provider: few people browse from there
     */
    public record AutonomousSystem(long number, @Nullable String organisation, boolean hosting) {}

    /** The text for a person: "Zürich, Switzerland" or "Switzerland"; empty if only the network is known. */
    public Optional<String> displayName() {
        String name = Stream.of(city, country)
                .<String>mapMulti((part, sink) -> {
                    if (part != null) {
                        sink.accept(part);
                    }
                })
                .collect(Collectors.joining(", "));
        return name.isEmpty() ? Optional.empty() : Optional.of(name);
    }

    /** Whether the address is known to belong to a hosting provider. */
    public boolean isHostingProvider() {
        return autonomousSystem != null && autonomousSystem.hosting();
    }
}
