package io.doorway.edge.place;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A device as a request shows it.
 *
 * @param ip the address that it came from
 * @param place where that is, if anything is known
 * @param timeZone what the device says its time zone is, or null; it may say what it likes
 */
public record Seen(
        String ip, Optional<Place> place, @Nullable String timeZone) {

    /** Every time zone that speaks for this device: what it says, and where its address is. */
    Stream<ZoneId> zones() {
        return Stream.concat(
                zone(timeZone).stream(), place.flatMap(known -> Optional.ofNullable(known.timeZone())).stream());
    }

    /** The time zone of a name; empty for none, and for one that this Java does not know. */
    static Optional<ZoneId> zone(@Nullable String name) {
        try {
            return Optional.ofNullable(name).map(ZoneId::of);
        } catch (DateTimeException unknown) {
            return Optional.empty();
        }
    }
}
