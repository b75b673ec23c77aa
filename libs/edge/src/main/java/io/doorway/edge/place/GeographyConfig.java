package io.doorway.edge.place;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The operator's databases. Without them nothing is claimed of any address. */
@ConfigMapping(prefix = "doorway.geography")
public interface GeographyConfig {

    /** A city or country database ({@code .mmdb}). */
    Optional<Path> places();

    /** An ASN database ({@code .mmdb}). */
    Optional<Path> networks();

    /** The ASNs of hosting providers, instead of the list that comes with Doorway. */
    Optional<List<Long>> hostingNetworks();
}
