package io.doorway.session.request;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationSuccessResponse;
import io.doorway.protocol.challenge.Acr;
import io.doorway.protocol.secret.SecretText;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of an authorization request that passed every check, until its login has ended.
 *
 * @param client the {@code client_id}
 * @param redirectUri where the answer goes
 * @param state the client's own, returned as it came, or null
 * @param nonce for the ID token, or null
 * @param codeChallenge PKCE's challenge (S256), or null for a client that may do without
 * @param scope what was granted: what was asked for, as far as the client is registered for it
 * @param acrValues the assurance values that the request named, as far as Doorway knows them
 * @param pushed the {@code request_uri} that the request came by, or null
 */
public record AcceptedRequest(
        String client,
        URI redirectUri,
        @Nullable String state,
        @Nullable String nonce,
        @Nullable String codeChallenge,
        List<String> scope,
        List<String> acrValues,
        @Nullable String pushed) {
    public AcceptedRequest {
        scope = List.copyOf(scope);
        acrValues = List.copyOf(acrValues);
    }

    public static AcceptedRequest of(AuthenticationRequest request, List<String> scope, @Nullable String pushed) {
        return new AcceptedRequest(
                request.getClientID().getValue(),
                request.getRedirectionURI(),
                request.getState() == null ? null : request.getState().getValue(),
                request.getNonce() == null ? null : request.getNonce().getValue(),
                request.getCodeChallenge() == null
                        ? null
                        : request.getCodeChallenge().getValue(),
                scope,
                AskedAssurance.of(request).named(),
                pushed);
    }

    /**
     * What the ID token calls an assurance that was reached: by its own name, unless the client named others only and it is one of
     * them as well. {@code acr} is a class that the authentication satisfied (OpenID Connect Core section 2), and clients compare
     * it with what they asked for.
     */
    public String told(String reached) {
        return acrValues.contains(reached)
                ? reached
                : acrValues.stream()
                        .filter(asked -> Acr.satisfies(reached, asked))
                        .max(Comparator.comparing(Acr.ALL::indexOf))
                        .orElse(reached);
    }

    /** The address that takes the browser back with its code, the {@code state} and the issuer (RFC 9207). */
    public URI redirectWith(SecretText code, Issuer issuer) {
        return new AuthenticationSuccessResponse(
                        redirectUri,
                        new AuthorizationCode(code.open()),
                        null,
                        null,
                        state == null ? null : new State(state),
                        null,
                        issuer,
                        ResponseMode.QUERY)
                .toURI();
    }
}
