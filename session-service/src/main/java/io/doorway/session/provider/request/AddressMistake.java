package io.doorway.session.provider.request;

import io.doorway.session.provider.client.RegisteredClient;
import io.doorway.session.provider.oauth.RequestParameters;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Says what is wrong with an address of a request that is not registered for its client, for the client's developer. */
public final class AddressMistake {

    /** All that is said of a redirect URI to whoever has not proven to be the client. */
    public static final String REDIRECT_URI_NOT_REGISTERED = notRegistered("redirect_uri");

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** What a registered address and the one of a request differ in. */
    private record Difference(List<String> parts, String explanation) {}

    private AddressMistake() {}

    /** What is wrong with the redirect URI of an authorization request, for which {@link RegisteredRedirectUri} finds none. */
    public static String ofRedirectUri(RequestParameters parameters, RegisteredClient client) {
        return parameters.hasValue("redirect_uri")
                ? of("redirect_uri", parameters, client.redirectUris())
                : "The parameter redirect_uri is missing: send one of the registered redirect_uris";
    }

    /**
     * What is wrong with an address that is sent and not accepted. It repeats nothing that was sent, because it is recorded too.
     *
     * @param parameter its name in the request; that of the registration has an {@code s} more
     * @param registered the client's addresses
     */
    public static String of(String parameter, RequestParameters parameters, Collection<String> registered) {
        Optional<URI> sent = parameters.single(parameter).flatMap(AddressMistake::parse);
        if (sent.isEmpty()) {
            return "The %s is sent more than once, or is no address".formatted(parameter);
        }
        String difference = registered.stream()
                .flatMap(address -> parse(address).stream())
                .map(address -> difference(address, sent.get()))
                .min(Comparator.comparingInt((Difference found) -> found.parts().size())
                        .thenComparing(found -> found.explanation().isEmpty()))
                .filter(nearest -> nearest.parts().size() <= 2)
                .map(nearest -> ", and it differs from the nearest one in its "
                        + String.join(" and its ", nearest.parts()) + nearest.explanation())
                .orElse("");
        return notRegistered(parameter)
                + difference
                + ". Set the %s of the library, or register the one that it sends".formatted(parameter);
    }

    private static String notRegistered(String parameter) {
        return "The %s is not registered: %ss are compared character by character".formatted(parameter, parameter);
    }

    private static Difference difference(URI registered, URI sent) {
        List<String> parts = new ArrayList<>();
        StringBuilder explanation = new StringBuilder();
        if (!Objects.equals(registered.getScheme(), sent.getScheme())) {
            parts.add("scheme");
        }
        if (!Objects.equals(registered.getHost(), sent.getHost())) {
            parts.add("host");
            if (LOOPBACK.contains(String.valueOf(registered.getHost()))
                    && LOOPBACK.contains(String.valueOf(sent.getHost()))) {
                explanation.append(": localhost, 127.0.0.1 and [::1] are three hosts");
            }
        }
        if (registered.getPort() != sent.getPort()) {
            parts.add("port");
        }
        if (!Objects.equals(registered.getRawPath(), sent.getRawPath())) {
            parts.add("path");
            if ((registered.getRawPath() + "/").equals(sent.getRawPath())
                    || (sent.getRawPath() + "/").equals(registered.getRawPath())) {
                explanation.append(": only one of them ends with a slash");
            }
        }
        if (!Objects.equals(registered.getRawQuery(), sent.getRawQuery())) {
            parts.add("query");
        }
        if (parts.isEmpty()) {
            parts.add("spelling");
        }
        return new Difference(parts, explanation.toString());
    }

    private static Optional<URI> parse(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException noAddress) {
            return Optional.empty();
        }
    }
}
