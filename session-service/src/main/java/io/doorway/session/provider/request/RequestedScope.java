package io.doorway.session.provider.request;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import io.doorway.protocol.vocabulary.Action;
import io.doorway.session.provider.client.RegisteredClient;
import io.doorway.session.provider.oauth.ScopeClaims;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The scope of a request and the claims that it asks for (OpenID Connect Core sections 3.1.2.1 and 5.4).
 *
 * @param values the scope values that are granted
 * @param claims the names of the claims that the person is asked to release, sorted: those of the scope, and those that the request names
 */
public record RequestedScope(List<String> values, List<String> claims) {

    /** The scope values in a parameter, each once. */
    public static List<String> parse(String text) {
        return Stream.of(text.strip().split("\\s+")).distinct().toList();
    }

    /** The error for a client that asks for values which cannot be granted to it (RFC 6749 section 5.2); empty if they can be. */
    public static Optional<ErrorObject> refusal(Collection<String> values, RegisteredClient client) {
        return values.contains("openid") && client.scope().containsAll(values)
                ? Optional.empty()
                : Optional.of(OAuth2Error.INVALID_SCOPE.setDescription(
                        "The scope must contain openid, and only what the client is registered for"));
    }

    /**
     * The scope of an authorization request. Values that the client is not registered for are ignored (OpenID Connect Core section 3.1.2.1),
     * and what was approved once, such as a payment, is not refreshed.
     */
    public static RequestedScope of(
            AuthenticationRequest request, Action action, RegisteredClient client, ScopeClaims scopeClaims) {
        boolean login = AuthorizationChecks.isLogin(action);
        List<String> values = request.getScope().toStringList().stream()
                .filter(client.scope()::contains)
                .filter(value -> login || !ScopeClaims.OFFLINE_ACCESS.equals(value))
                .toList();
        List<String> claims = Stream.concat(
                        scopeClaims.of(values).stream(), RequestedClaims.of(request, client, scopeClaims).stream())
                .distinct()
                .sorted()
                .toList();
        return new RequestedScope(values, claims);
    }
}
