package io.doorway.session.provider.request;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.openid.connect.sdk.AuthenticationErrorResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationSuccessResponse;
import io.doorway.protocol.secret.SecretText;
import io.doorway.protocol.vocabulary.Acr;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.protocol.vocabulary.SessionId;
import io.doorway.session.provider.oauth.Confirmation;
import io.doorway.session.provider.oauth.RedisRecordCodec;
import io.doorway.session.provider.oauth.ScopeClaims;
import io.doorway.session.provider.request.RequiredAcr.RequestedAcr;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The data of an authorization request that passed every check. It travels in the login ticket and then in the challenge, so that a login
 * page that nobody continues is stored nowhere.
 *
 * @param id identifies the request, of whose logins one may complete
 * @param client the {@code client_id}
 * @param redirectUri the address for the response
 * @param state returned to the client unchanged, or null
 * @param nonce for the ID token, or null
 * @param codeChallenge the PKCE challenge (S256), or null if the client does not use PKCE
 * @param scope the granted scope: the requested values that the client is registered for
 * @param claims the names of all claims that the person is asked to release: those of the scope, and those that the request names
 * @param idTokenClaims the names of those that the ID token contains too; userinfo has all
 * @param acrValues the requested {@code acr} values that Doorway supports
 * @param formPost whether the response is posted by a form, and not in the query of the redirect URI
 * @param signedResponse whether the response is a signed JWT (JARM)
 * @param confirmation what the code is bound to (RFC 9449 section 10), or null; the name in the record is that of the first version
 * @param session what the request says about sessions
 * @param resource what the access token is for (RFC 8707), or null for userinfo
 * @param requestUri the {@code request_uri} if the request was pushed (RFC 9126), or null
 * @param notificationToken with which the client is notified that a request without a browser has ended (OpenID Connect CIBA), or null
 */
public record AcceptedRequest(
        String id,
        ClientId client,
        URI redirectUri,
        @Nullable String state,
        @Nullable String nonce,
        @Nullable String codeChallenge,
        List<String> scope,
        List<String> claims,
        List<String> idTokenClaims,
        List<Acr> acrValues,
        boolean formPost,
        boolean signedResponse,
        @JsonProperty("dpop_key") @Nullable Confirmation confirmation,
        SessionTerms session,
        @Nullable String resource,
        @Nullable String requestUri,
        @Nullable SecretText notificationToken) {
    private static final RedisRecordCodec<AcceptedRequest> CODEC =
            new RedisRecordCodec<>("request", AcceptedRequest.class);

    public AcceptedRequest {
        scope = List.copyOf(scope);
        claims = List.copyOf(claims);
        // A request of the version before does not say it.
        idTokenClaims = idTokenClaims == null ? claims : List.copyOf(idTokenClaims);
        acrValues = List.copyOf(acrValues);
    }

    public static AcceptedRequest of(
            String id,
            AuthenticationRequest request,
            RequestedScope scope,
            SessionTerms session,
            @Nullable String requestUri) {
        return new AcceptedRequest(
                id,
                new ClientId(request.getClientID().getValue()),
                request.getRedirectionURI(),
                request.getState() == null ? null : request.getState().getValue(),
                request.getNonce() == null ? null : request.getNonce().getValue(),
                request.getCodeChallenge() == null
                        ? null
                        : request.getCodeChallenge().getValue(),
                scope.values(),
                scope.claims(),
                RequestedClaims.forIdToken(request, scope.claims()),
                RequestedAcr.of(request).known(),
                ResponseModes.isFormPost(request.impliedResponseMode()),
                ResponseModes.isSigned(request.impliedResponseMode()),
                request.getDPoPJWKThumbprintConfirmation() == null
                        ? null
                        : Confirmation.ofProof(request.getDPoPJWKThumbprintConfirmation()
                                .getValue()
                                .toString()),
                session,
                RequestedResource.of(request.getResources()),
                requestUri,
                null);
    }

    /** The same request, answered by a session: without {@code offline_access}, which takes an approval with the phone. */
    public AcceptedRequest continuedBy(SessionId continued) {
        return new AcceptedRequest(
                id,
                client,
                redirectUri,
                state,
                nonce,
                codeChallenge,
                scope.stream()
                        .filter(value -> !ScopeClaims.OFFLINE_ACCESS.equals(value))
                        .toList(),
                claims,
                idTokenClaims,
                acrValues,
                formPost,
                signedResponse,
                confirmation,
                session.continuedBy(continued),
                resource,
                requestUri,
                null);
    }

    /** The same request, of a client that wants to be notified that it has ended. */
    public AcceptedRequest notifiedWith(@Nullable SecretText token) {
        return new AcceptedRequest(
                id,
                client,
                redirectUri,
                state,
                nonce,
                codeChallenge,
                scope,
                claims,
                idTokenClaims,
                acrValues,
                formPost,
                signedResponse,
                confirmation,
                session,
                resource,
                requestUri,
                token);
    }

    /** The session of a login of this request: the one that answered it, or the login's own. */
    public SessionId sessionOf(ChallengeId login) {
        return session.continued() == null ? SessionId.of(login) : session.continued();
    }

    /** Reads the text of a ticket or challenge, which session-service signed or Redis returned. */
    public static AcceptedRequest parse(String text) {
        return CODEC.read(text);
    }

    /** The text for a ticket. */
    public String text() {
        return CODEC.write(this);
    }

    /**
     * The ID token's {@code acr}: the strongest requested value that the login satisfies, because clients compare it with the values that
     * they requested; the reached value if it was requested or if the login satisfies no requested value. {@code acr} names a class that
     * the authentication satisfied (OpenID Connect Core section 2), not the only one.
     */
    public Acr acrClaim(Acr reached) {
        return acrValues.contains(reached)
                ? reached
                : acrValues.stream()
                        .filter(reached::satisfies)
                        .max(Comparator.naturalOrder())
                        .orElse(reached);
    }

    /** The response with an error. */
    public AuthenticationErrorResponse responseWith(ErrorObject error, Issuer issuer) {
        return new AuthenticationErrorResponse(
                redirectUri, error, state == null ? null : new State(state), issuer, responseMode());
    }

    private ResponseMode responseMode() {
        return ResponseModes.of(formPost, signedResponse);
    }

    /** The response with the code, {@code state} and {@code iss} (RFC 9207). */
    public AuthenticationSuccessResponse responseWith(SecretText code, Issuer issuer) {
        return new AuthenticationSuccessResponse(
                redirectUri,
                new AuthorizationCode(code.open()),
                null,
                null,
                state == null ? null : new State(state),
                null,
                issuer,
                responseMode());
    }
}
