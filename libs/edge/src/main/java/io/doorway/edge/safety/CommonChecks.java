package io.doorway.edge.safety;

import io.doorway.edge.config.Issuer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/** What no service may have in production. */
@ApplicationScoped
class CommonChecks {

    @Produces
    @ApplicationScoped
    SafetyCheck issuerIsHttps(Issuer issuer) {
        return () -> issuer.isHttps() || issuer.isLocalhost()
                ? Optional.empty()
                : Optional.of("doorway.issuer: " + issuer + " (expected: https, unless it is localhost)");
    }

    @Produces
    @ApplicationScoped
    SafetyCheck corsIsClosed(Config config) {
        return () -> config.getOptionalValue("quarkus.http.cors.origins", String.class)
                .filter(origins -> origins.contains("*"))
                .map(origins -> "quarkus.http.cors.origins: " + origins + " (expected: no wildcard)");
    }

    /** Keys that {@code ./doorway up} makes say so in their text. */
    @Produces
    @ApplicationScoped
    SafetyCheck ticketKeyIsNotADemo(Config config) {
        return () -> config.getOptionalValue("doorway.ticket.key", String.class)
                .filter(LocalKeys::isLocal)
                .map(key -> "doorway.ticket.key: made by ./doorway up (expected: 32 random bytes of your own)");
    }

    /** For the services that operators talk to. */
    @Produces
    @ApplicationScoped
    SafetyCheck operatorKeyIsNotADemo(Config config) {
        return () -> config.getOptionalValue("mp.jwt.verify.publickey.location", String.class)
                .filter(location -> Files.isReadable(Path.of(location)))
                .filter(location -> LocalKeys.isLocal(read(Path.of(location))))
                .map(location ->
                        "mp.jwt.verify.publickey.location: made by ./doorway up (expected: your operators' keys)");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
