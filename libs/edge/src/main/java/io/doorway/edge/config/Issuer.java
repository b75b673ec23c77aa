package io.doorway.edge.config;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The one public origin of this Doorway, which is its OpenID issuer. */
@ApplicationScoped
public class Issuer {

    private final URI uri;

    /** @throws IllegalArgumentException if {@code doorway.issuer} is more or less than an origin */
    @Inject
    public Issuer(@ConfigProperty(name = "doorway.issuer") URI configured) {
        boolean origin = configured.getHost() != null
                && ("https".equals(configured.getScheme()) || "http".equals(configured.getScheme()))
                && configured.getRawPath().isEmpty()
                && configured.getRawQuery() == null
                && configured.getRawFragment() == null
                && configured.getRawUserInfo() == null;
        if (!origin) {
            throw new IllegalArgumentException(
                    "doorway.issuer: " + configured + " (expected: an origin such as https://id.example.org)");
        }
        this.uri = configured;
    }

    public URI uri() {
        return uri;
    }

    /** The public address of a path on this origin. */
    public URI at(String path) {
        return URI.create(uri + path);
    }

    /** Whether browsers treat the issuer as secure for the sake of development. */
    public boolean isLocalhost() {
        return "localhost".equals(uri.getHost()) || uri.getHost().equals("127.0.0.1");
    }

    public boolean isHttps() {
        return "https".equals(uri.getScheme());
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
