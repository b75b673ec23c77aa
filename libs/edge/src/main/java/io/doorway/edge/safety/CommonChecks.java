package io.doorway.edge.safety;

import io.doorway.edge.config.Issuer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
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
}
