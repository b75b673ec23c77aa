package io.doorway.session.provider.client;

import io.doorway.protocol.vocabulary.ClientId;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the rules of several properties of a registration have in common. An error names the client and the property. */
abstract class PropertyRules {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    final ClientId client;

    PropertyRules(ClientId client) {
        this.client = client;
    }

    URI webAddress(String property, String text) {
        return parse(text)
                .filter(PropertyRules::isWebAddress)
                .orElseThrow(() -> InvalidClientsException.of(
                        client,
                        property,
                        "expected an absolute https address (http on loopback only) without fragment or user name"));
    }

    static Optional<URI> parse(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** RFC 6749 section 3.1.2: absolute, without fragment. */
    private static boolean isWebAddress(URI uri) {
        boolean loopback = "http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost());
        return uri.getHost() != null
                && uri.getRawFragment() == null
                && uri.getRawUserInfo() == null
                && ("https".equals(uri.getScheme()) || loopback);
    }

    <T> T required(String property, @Nullable T value) {
        if (value == null) {
            throw InvalidClientsException.of(client, property, "missing");
        }
        return value;
    }

    void requireAbsent(String property, @Nullable Object value) {
        require(
                value == null,
                property,
                "cannot be combined with this token_endpoint_auth_method or with another key property");
    }

    void requireOnly(String property, @Nullable Object value, Object supported) {
        require(value == null || value.equals(supported), property, "only " + supported + " is supported");
    }

    void require(boolean condition, String property, String error) {
        if (!condition) {
            fail(property, error);
        }
    }

    void fail(String property, String error) {
        throw InvalidClientsException.of(client, property, error);
    }
}
