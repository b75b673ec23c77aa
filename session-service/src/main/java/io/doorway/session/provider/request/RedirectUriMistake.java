package io.doorway.session.provider.request;

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

/** Says what is wrong with a redirect URI for which {@link RegisteredRedirectUri} finds none, for the client's developer. */
public final class RedirectUriMistake {

    /** All that is said to whoever has not proven to be the client. */
    public static final String NOT_REGISTERED =
            "The redirect_uri is not registered: redirect_uris are compared character by character";

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** What a registered address and the one of a request differ in. */
    private record Difference(List<String> parts, String explanation) {}

    private RedirectUriMistake() {}

    /**
     * What is wrong with a redirect URI that is not accepted, for the client's developer. It repeats nothing that was sent, because it
     * is recorded too.
     */
    public static String of(RequestParameters parameters, RegisteredClient client) {
        if (!parameters.hasValue("redirect_uri")) {
            return "The parameter redirect_uri is missing: send one of the registered redirect_uris";
        }
        Optional<URI> sent = parameters.single("redirect_uri").flatMap(RedirectUriMistake::parse);
        if (sent.isEmpty()) {
            return "The redirect_uri is sent more than once, or is no address";
        }
        String difference = client.redirectUris().stream()
                .flatMap(registered -> parse(registered).stream())
                .map(registered -> difference(registered, sent.get()))
                .min(Comparator.comparingInt((Difference found) -> found.parts().size())
                        .thenComparing(found -> found.explanation().isEmpty()))
                .filter(nearest -> nearest.parts().size() <= 2)
                .map(nearest -> ", and it differs from the nearest one in its "
                        + String.join(" and its ", nearest.parts()) + nearest.explanation())
                .orElse("");
        return NOT_REGISTERED + difference + ". Set the redirect URI of the library, or register the one that it sends";
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
