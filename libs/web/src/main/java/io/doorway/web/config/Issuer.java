package io.doorway.web.config;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;

/** The public origin of the installation, which is its OpenID issuer. */
@ApplicationScoped
public class Issuer {

    private final URI uri;

    @Inject
    Issuer(CommonConfig config) {
        this(config.issuer());
    }

    /** @throws IllegalArgumentException if {@code configured} is not an origin of scheme https or http */
    public Issuer(URI configured) {
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

    /** The origin, such as {@code https://id.example.org}. */
    public URI uri() {
        return uri;
    }

    /** The public address of a path on this origin. */
    public URI at(String path) {
        return URI.create(uri + path);
    }

    /** Whether browsers treat the issuer as secure in spite of plain HTTP, for development. */
    public boolean isLocalhost() {
        return "localhost".equals(uri.getHost()) || uri.getHost().equals("127.0.0.1");
    }

    /** Whether the origin has the scheme https. */
    public boolean isHttps() {
        return "https".equals(uri.getScheme());
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
