package io.doorway.session.provider.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What the rules of several properties of a registration have in common. An error names the client and the property. */
abstract class PropertyRules {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** As in {@link Mistake}. */
    final String client;

    final Mistakes mistakes;

    PropertyRules(String client, Mistakes mistakes) {
        this.client = client;
        this.mistakes = mistakes;
    }

    URI webAddress(String property, String text) {
        webAddressError(text).ifPresent(error -> fail(property, error));
        return URI.create(text);
    }

    /**
     * Checks the addresses of a list.
     *
     * @param check what is expected in place of an address; empty if it is valid
     * @throws InvalidClientsException with every address that is wrong, by its number in the list if there are several
     */
    void checkEach(String property, List<String> addresses, Function<String, Optional<String>> check) {
        Mistakes ofAddresses = new Mistakes();
        IntStream.range(0, addresses.size())
                .forEach(i -> check.apply(addresses.get(i))
                        .map(error -> addresses.size() == 1 ? error : "address " + (i + 1) + ": " + error)
                        .ifPresent(error -> ofAddresses.add(InvalidClientsException.of(client, property, error))));
        ofAddresses.throwIfAny();
    }

    /** What is expected in place of an address; empty if it is valid. */
    static Optional<String> webAddressError(String text) {
        return parse(text).filter(PropertyRules::isWebAddress).isPresent()
                ? Optional.empty()
                : Optional.of(
                        "expected an absolute https address (http on loopback only) without fragment or user name");
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

    void checkAbsent(String property, @Nullable Object value) {
        check(
                value == null,
                property,
                "cannot be combined with this token_endpoint_auth_method or with another key property");
    }

    void checkOnly(String property, @Nullable Object value, Object supported) {
        check(value == null || value.equals(supported), property, "only " + supported + " is supported");
    }

    /** Adds a mistake if the condition does not hold. What else the registration says is checked nevertheless. */
    void check(boolean condition, String property, String error) {
        if (!condition) {
            mistakes.add(InvalidClientsException.of(client, property, error));
        }
    }

    /** @throws InvalidClientsException if the condition does not hold */
    void require(boolean condition, String property, String error) {
        if (!condition) {
            fail(property, error);
        }
    }

    void fail(String property, String error) {
        throw InvalidClientsException.of(client, property, error);
    }
}
