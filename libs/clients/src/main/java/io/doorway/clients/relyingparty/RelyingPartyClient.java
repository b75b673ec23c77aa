package io.doorway.clients.relyingparty;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.PushedAuthorizationRequest;
import com.nimbusds.oauth2.sdk.PushedAuthorizationResponse;
import com.nimbusds.oauth2.sdk.Request;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.dpop.DPoPProofFactory;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.TypelessAccessToken;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.AuthenticationSuccessResponse;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The backend of a relying party, built on a certified client library: creates authorization requests, redeems codes and validates ID
 * tokens. A response that the library cannot parse or that is not valid is an {@link IllegalStateException}.
 *
 * <p>Safe for use by several threads.
 */
public final class RelyingPartyClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final HttpClient http;
    private final OIDCProviderMetadata provider;
    private final Registration registration;
    private final IDTokenValidator validator;

    /**
     * How the client is registered.
     *
     * @param authentication creates the authentication of one request to the provider
     * @param idTokenAlgorithm the algorithm of its ID tokens
     * @param proofs of a client that pushes its requests and whose tokens are bound to a key (RFC 9126, RFC 9449), or null
     */
    public record Registration(
            ClientID id,
            URI redirectUri,
            Scope scope,
            Function<OIDCProviderMetadata, ClientAuthentication> authentication,
            JWSAlgorithm idTokenAlgorithm,
            @Nullable DPoPProofFactory proofs) {

        /** A client whose requests pass through the browser and whose tokens are bearer tokens. */
        public Registration(
                ClientID id,
                URI redirectUri,
                Scope scope,
                Function<OIDCProviderMetadata, ClientAuthentication> authentication,
                JWSAlgorithm idTokenAlgorithm) {
            this(id, redirectUri, scope, authentication, idTokenAlgorithm, null);
        }
    }

    /**
     * An authorization request that was sent.
     *
     * @param address the address that the browser opens
     * @param state the expected state of the response
     * @param verifier the PKCE code verifier
     */
    public record PendingAuthorization(URI address, State state, CodeVerifier verifier) {}

    /** Reads the provider's metadata from its issuer. */
    public RelyingPartyClient(HttpClient http, URI issuer, Registration registration) {
        this.http = http;
        this.registration = registration;
        try {
            this.provider = OIDCProviderMetadata.resolve(new Issuer(issuer));
            int millis = Math.toIntExact(TIMEOUT.toMillis());
            this.validator = new IDTokenValidator(
                    provider.getIssuer(),
                    registration.id(),
                    registration.idTokenAlgorithm(),
                    provider.getJWKSetURI().toURL(),
                    new DefaultResourceRetriever(millis, millis));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralException e) {
            throw new IllegalStateException("not a provider: " + issuer, e);
        }
    }

    public OIDCProviderMetadata provider() {
        return provider;
    }

    /** The authentication of one request to the provider. */
    public ClientAuthentication authentication() {
        return registration.authentication().apply(provider);
    }

    /** An authorization request that can be changed before it is built. */
    public AuthenticationRequest.Builder request(State state, Nonce nonce, CodeVerifier verifier) {
        return new AuthenticationRequest.Builder(
                        ResponseType.CODE, registration.scope(), registration.id(), registration.redirectUri())
                .endpointURI(provider.getAuthorizationEndpointURI())
                .state(state)
                .nonce(nonce)
                .codeChallenge(verifier, CodeChallengeMethod.S256);
    }

    /** A new authorization request with its own state, nonce and code verifier, pushed if the client is registered so. */
    public PendingAuthorization newAuthorization() {
        CodeVerifier verifier = new CodeVerifier();
        State state = new State();
        AuthenticationRequest request =
                request(state, new Nonce(state.getValue()), verifier).build();
        return new PendingAuthorization(
                registration.proofs() == null ? request.toURI() : pushed(request), state, verifier);
    }

    private URI pushed(AuthenticationRequest request) {
        PushedAuthorizationResponse response = push(request);
        if (!response.indicatesSuccess()) {
            throw new IllegalStateException(
                    "not pushed: " + response.toErrorResponse().getErrorObject());
        }
        return new AuthorizationRequest.Builder(response.toSuccessResponse().getRequestURI(), registration.id())
                .endpointURI(provider.getAuthorizationEndpointURI())
                .build()
                .toURI();
    }

    /** Pushes an authorization request (RFC 9126). */
    public PushedAuthorizationResponse push(AuthenticationRequest request) {
        URI endpoint = provider.getPushedAuthorizationRequestEndpointURI();
        return parse(
                PushedAuthorizationResponse::parse,
                new PushedAuthorizationRequest(endpoint, authentication(), request));
    }

    /**
     * Validates the authorization response, redeems its code and validates the ID token.
     *
     * @param response the redirect URI with the parameters of the response
     */
    public IDTokenClaimsSet redeem(PendingAuthorization request, URI response) {
        AuthenticationSuccessResponse success = success(response);
        if (!request.state().equals(success.getState()) || !provider.getIssuer().equals(success.getIssuer())) {
            throw new IllegalStateException("the response belongs to another request");
        }
        TokenResponse tokens = exchange(success.getAuthorizationCode(), registration.redirectUri(), request.verifier());
        if (!(tokens instanceof OIDCTokenResponse issued)) {
            throw new IllegalStateException(
                    "no tokens: " + tokens.toErrorResponse().getErrorObject());
        }
        return validate(
                issued.getOIDCTokens().getIDToken(), new Nonce(request.state().getValue()));
    }

    /** Sends a token request; the response may be an error. */
    public TokenResponse exchange(AuthorizationCode code, URI redirectUri, CodeVerifier verifier) {
        return parse(
                OIDCTokenResponseParser::parse,
                new TokenRequest.Builder(
                                provider.getTokenEndpointURI(),
                                authentication(),
                                new AuthorizationCodeGrant(code, redirectUri, verifier))
                        .build());
    }

    /** The claims of a valid ID token. */
    public IDTokenClaimsSet validate(JWT idToken, Nonce nonce) {
        try {
            return validator.validate(idToken, nonce);
        } catch (BadJOSEException | JOSEException e) {
            throw new IllegalStateException("the ID token is not valid", e);
        }
    }

    /** The response of the UserInfo endpoint, which may be an error. */
    public HTTPResponse userInfo(AccessToken token) {
        return send(new UserInfoRequest(provider.getUserInfoEndpointURI(), token).toHTTPRequest());
    }

    /** The response of the introspection endpoint (RFC 7662), which may be an error. */
    public HTTPResponse introspect(ClientAuthentication client, String token) {
        return send(new TokenIntrospectionRequest(
                        provider.getIntrospectionEndpointURI(), client, new TypelessAccessToken(token))
                .toHTTPRequest());
    }

    private static AuthenticationSuccessResponse success(URI response) {
        try {
            return AuthenticationResponseParser.parse(response).toSuccessResponse();
        } catch (ParseException e) {
            throw new IllegalStateException("not an authorization response: " + response, e);
        }
    }

    private interface Parser<T> {
        T parse(HTTPResponse response) throws ParseException;
    }

    private <T> T parse(Parser<T> parser, Request request) {
        try {
            return parser.parse(send(withProof(request.toHTTPRequest())));
        } catch (ParseException e) {
            throw new IllegalStateException("the provider's response is not valid", e);
        }
    }

    private HTTPRequest withProof(HTTPRequest request) {
        if (registration.proofs() != null) {
            try {
                request.setDPoP(
                        registration.proofs().createDPoPJWT(request.getMethod().name(), request.getURI()));
            } catch (JOSEException e) {
                throw new IllegalStateException("no proof", e);
            }
        }
        return request;
    }

    private HTTPResponse send(HTTPRequest request) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(request.getURI())
                .timeout(TIMEOUT)
                .method(
                        request.getMethod().name(),
                        request.getBody() == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(request.getBody()));
        request.getHeaderMap().forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
        try {
            HttpResponse<String> received = http.send(builder.build(), BodyHandlers.ofString());
            HTTPResponse response = new HTTPResponse(received.statusCode());
            received.headers().map().forEach((name, values) -> response.setHeader(name, values.toArray(String[]::new)));
            response.setBody(received.body());
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a response", e);
        }
    }
}
