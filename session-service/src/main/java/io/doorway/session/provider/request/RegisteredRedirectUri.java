package io.doorway.session.provider.request;

import io.doorway.session.provider.client.RedirectUris;
import io.doorway.session.provider.client.RegisteredClient;
import io.doorway.session.provider.oauth.RequestParameters;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Compares the {@code redirect_uri} of an authorization request with those of its client, character by character (RFC 9700 section
 * 4.1.3); the port of a loopback address of a native application may differ (RFC 8252 section 7.3). The comparison is separate from {@link AuthorizationChecks}, and first, because it decides where an error may be sent.
 */
public final class RegisteredRedirectUri {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private static final String NOT_REGISTERED =
            "The redirect_uri is not registered: redirect_uris are compared character by character";

    /** What a registered address and the one of a request differ in. */
    private record Difference(List<String> parts, String explanation) {}

    private RegisteredRedirectUri() {}

    /** The redirect URI of the request. Empty if it is missing, occurs twice or is not registered for the client. */
    public static Optional<URI> of(RequestParameters parameters, RegisteredClient client) {
        return parameters
                .single("redirect_uri")
                .filter(uri -> client.redirectUris().contains(uri)
                        || client.nativeApplication() && isRegisteredForAnyPort(uri, client))
                .map(URI::create);
    }

    /**
     * What is wrong with a redirect URI for which {@link #of} is empty, for the client's developer. It repeats nothing that was sent, because it
     * is recorded too.
     */
    public static String mistake(RequestParameters parameters, RegisteredClient client) {
        if (!parameters.hasValue("redirect_uri")) {
            return "The parameter redirect_uri is missing: send one of the registered redirect_uris";
        }
        Optional<URI> sent = parameters.single("redirect_uri").flatMap(RegisteredRedirectUri::parse);
        if (sent.isEmpty()) {
            return "The redirect_uri is sent more than once, or is no address";
        }
        return client.redirectUris().stream()
                .flatMap(registered -> parse(registered).stream())
                .map(registered -> difference(registered, sent.get()))
                .min(Comparator.comparingInt(
                                (Difference difference) -> difference.parts().size())
                        .thenComparing(difference -> difference.explanation().isEmpty()))
                .filter(difference -> difference.parts().size() <= 2)
                .map(difference -> NOT_REGISTERED + ", and it differs from the nearest one in its "
                        + String.join(" and its ", difference.parts()) + difference.explanation()
                        + ". Set the redirect URI of the library, or register the one that it sends")
                .orElse(NOT_REGISTERED + ". Set the redirect URI of the library, or register the one that it sends");
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

    private static boolean isRegisteredForAnyPort(String uri, RegisteredClient client) {
        return client.redirectUris().stream()
                .anyMatch(registered -> RedirectUris.isSameExceptLoopbackPort(registered, uri));
    }
}
