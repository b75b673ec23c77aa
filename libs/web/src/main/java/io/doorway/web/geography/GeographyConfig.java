package io.doorway.web.geography;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The operator's databases of IP addresses. Without them no address has a location. */
@ConfigMapping(prefix = "doorway.geography")
public interface GeographyConfig {

    /** A city or country database in the MaxMind DB format ({@code .mmdb}). Without it no address has a location. */
    Optional<Path> places();

    /** An ASN database in the MaxMind DB format ({@code .mmdb}). Without it no network is known. */
    Optional<Path> networks();

    /** The AS numbers of hosting providers. They replace the list that is part of Doorway. */
    Optional<List<Long>> hostingNetworks();
}
