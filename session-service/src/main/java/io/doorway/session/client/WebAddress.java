package io.doorway.session.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

/** Addresses that a registration may name: what a browser, or Doorway itself, may be sent to. */
final class WebAddress {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private WebAddress() {}

    /** The address, if it is absolute, has no fragment (RFC 6749 section 3.1.2) nor user, and is https or on this machine. */
    static Optional<URI> parse(String text) {
        try {
            URI uri = new URI(text);
            boolean whole = uri.getHost() != null && uri.getRawFragment() == null && uri.getRawUserInfo() == null;
            return whole && isProtected(uri) ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static boolean isProtected(URI uri) {
        return "https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost()));
    }
}
