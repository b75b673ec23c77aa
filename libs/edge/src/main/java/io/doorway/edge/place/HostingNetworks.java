package io.doorway.edge.place;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

/** The well-known providers of servers, in {@code hosting-networks.txt}: a line is an ASN and whose it is. */
final class HostingNetworks {

    private static final String LIST = "hosting-networks.txt";

    private HostingNetworks() {}

    static Set<Long> shipped() {
        try (InputStream in = HostingNetworks.class.getResourceAsStream(LIST)) {
            if (in == null) {
                throw new IllegalStateException(LIST + " is not beside " + HostingNetworks.class.getName());
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
