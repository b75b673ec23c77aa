package io.doorway.approval.phone.risk;

import io.doorway.web.geography.GeoLocation;
import io.doorway.web.geography.Geography;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The location of a device, from one of its requests.
 *
 * @param ip the address of the request
 * @param location the location of that address, if it is known
 * @param timeZone the time zone that the device reports, or null; it is not verified
 */
public record DeviceLocation(
        String ip, Optional<GeoLocation> location, @Nullable String timeZone) {

    /**
     * @param ip the address of the request
     * @param timeZone the time zone that the device reports, such as {@code Europe/Paris}, or null
     */
    static DeviceLocation of(Geography geography, String ip, @Nullable String timeZone) {
        return new DeviceLocation(ip, geography.of(ip), timeZone);
    }

    /** The reported time zone and the time zone of the address, as far as they are known. */
    Stream<ZoneId> timeZones() {
        return Stream.concat(
                parse(timeZone).stream(), location.flatMap(known -> Optional.ofNullable(known.timeZone())).stream());
    }

    /** Empty for no name, and for one that this Java does not know. */
    private static Optional<ZoneId> parse(@Nullable String name) {
        try {
            return Optional.ofNullable(name).map(ZoneId::of);
        } catch (DateTimeException unknown) {
            return Optional.empty();
        }
    }
}
