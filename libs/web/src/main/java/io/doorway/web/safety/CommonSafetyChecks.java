package io.doorway.web.safety;

import io.doorway.web.config.Issuer;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/** The safety checks of every service. */
@Singleton
class CommonSafetyChecks {

    @Produces
    @Singleton
    SafetyCheck issuerIsHttps(Issuer issuer) {
        return () -> issuer.isHttps() || issuer.isLocalhost()
                ? Optional.empty()
                : Optional.of("doorway.issuer: " + issuer + " (expected: https, unless it is localhost)");
    }

    /** An origin between slashes is a regular expression, which can match every origin without a star. */
    @Produces
    @Singleton
    SafetyCheck corsIsClosed(Config config) {
        return () -> config.getOptionalValues("quarkus.http.cors.origins", String.class).stream()
                .flatMap(List::stream)
                .filter(origin -> origin.contains("*") || origin.strip().startsWith("/"))
                .findFirst()
                .map(origin ->
                        "quarkus.http.cors.origins: " + origin + " (expected: no wildcard and no regular expression)");
    }

    /** For the services that operators call. */
    @Produces
    @Singleton
    SafetyCheck operatorKeyIsNotLocal(Config config) {
        return () -> config.getOptionalValue("mp.jwt.verify.publickey.location", String.class)
                .flatMap(KeyMaterial::at)
                .filter(KeyMaterial::isLocal)
                .map(key -> "mp.jwt.verify.publickey.location: made by ./doorway up (expected: your operators' keys)");
    }

    @Produces
    @Singleton
    SafetyCheck inlineOperatorKeyIsNotLocal(Config config) {
        return () -> config.getOptionalValue("mp.jwt.verify.publickey", String.class)
                .filter(KeyMaterial::isLocal)
                .map(key -> "mp.jwt.verify.publickey: made by ./doorway up (expected: your operators' keys)");
    }
}
