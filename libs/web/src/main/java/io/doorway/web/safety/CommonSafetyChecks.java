package io.doorway.web.safety;

import io.doorway.web.config.Issuer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/** The safety checks of every service. */
@ApplicationScoped
class CommonSafetyChecks {

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

    /** For the services that operators call. */
    @Produces
    @ApplicationScoped
    SafetyCheck operatorKeyIsNotLocal(Config config) {
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
