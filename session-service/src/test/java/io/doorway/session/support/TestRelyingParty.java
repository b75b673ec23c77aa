package io.doorway.session.support;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.PushedAuthorizationResponse;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import io.doorway.clients.browser.HeadlessBrowser;
import io.doorway.clients.relyingparty.RelyingPartyClient;
import io.doorway.clients.relyingparty.RelyingPartyClient.Registration;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.function.Function;

/** A client of {@link ProviderUnderTest} with one login: the same state, nonce and code verifier in all its requests. */
public final class TestRelyingParty {
    private static final HttpClient HTTP = HeadlessBrowser.newClient();

    public final State state = new State();
    public final Nonce nonce = new Nonce();
    public final CodeVerifier verifier = new CodeVerifier();

    private final Registration registration;
    private final RelyingPartyClient client;

    private TestRelyingParty(
            URI issuer,
            String id,
            String redirectUri,
            JWSAlgorithm idTokenAlgorithm,
            Function<OIDCProviderMetadata, ClientAuthentication> authentication) {
        registration = new Registration(
                new ClientID(id),
                URI.create(redirectUri),
                new Scope("openid", "profile", "email"),
                authentication,
                idTokenAlgorithm);
        client = new RelyingPartyClient(HTTP, issuer, registration);
    }

    public static TestRelyingParty bank(URI issuer) {
        return withSecret(issuer, "bank", "http://localhost:8090/callback");
    }

    public static TestRelyingParty optionalPkce(URI issuer) {
        return withSecret(issuer, "optional-pkce", "https://optional-pkce.example/back");
    }

    public static TestRelyingParty broker(URI issuer) {
        return new TestRelyingParty(
                issuer, "broker", "https://broker.example/back", JWSAlgorithm.RS256, TestRelyingParty::assertion);
    }

    /** A client with single sign-on. */
    public static TestRelyingParty shop(URI issuer) {
        return withSecret(issuer, "shop", "https://shop.example/back");
    }

    /** Another client with single sign-on, with pairwise subjects. */
    public static TestRelyingParty library(URI issuer) {
        return withSecret(issuer, "library", "https://library.example/back");
    }

    public static TestRelyingParty withSecret(URI issuer, String id, String redirectUri) {
        ClientSecretBasic secret = new ClientSecretBasic(new ClientID(id), new Secret(ProviderUnderTest.BANK_SECRET));
        return new TestRelyingParty(issuer, id, redirectUri, JWSAlgorithm.ES256, provider -> secret);
    }

    private static ClientAuthentication assertion(OIDCProviderMetadata provider) {
        try {
            return new PrivateKeyJWT(
                    new ClientID("broker"),
                    provider.getTokenEndpointURI(),
                    JWSAlgorithm.ES256,
                    ProviderUnderTest.BROKER_KEY.toECPrivateKey(),
                    ProviderUnderTest.BROKER_KEY.getKeyID(),
                    null);
        } catch (JOSEException e) {
            throw new IllegalStateException("not a signing key", e);
        }
    }

    public OIDCProviderMetadata provider() {
        return client.provider();
    }

    public ClientAuthentication authentication() {
        return client.authentication();
    }

    public AuthenticationRequest.Builder request() {
        return client.request(state, nonce, verifier);
    }

    public PushedAuthorizationResponse push(AuthenticationRequest request) {
        return client.push(request);
    }

    /** The address of an authorization request that was pushed. */
    public URI startWith(URI requestUri) {
        return new AuthenticationRequest.Builder(requestUri, registration.id())
                .endpointURI(provider().getAuthorizationEndpointURI())
                .build()
                .toURI();
    }

    /** Pushes the request and returns the address that starts it. */
    public URI pushed(AuthenticationRequest request) {
        return startWith(push(request).toSuccessResponse().getRequestURI());
    }

    public AuthenticationResponse read(URI response) {
        try {
            return AuthenticationResponseParser.parse(response);
        } catch (ParseException e) {
            throw new IllegalStateException("not an authorization response: " + response, e);
        }
    }

    public TokenResponse redeem(AuthorizationCode code) {
        return redeem(code, registration.redirectUri(), verifier);
    }

    public TokenResponse redeem(AuthorizationCode code, URI redirectUri, CodeVerifier codeVerifier) {
        return client.exchange(code, redirectUri, codeVerifier);
    }

    public IDTokenClaimsSet verified(OIDCTokenResponse tokens) {
        return client.validate(tokens.getOIDCTokens().getIDToken(), nonce);
    }

    public HTTPResponse introspect(String token) {
        return client.introspect(client.authentication(), token);
    }

    public HTTPResponse introspectWithSecret(String secret, String token) {
        return client.introspect(new ClientSecretBasic(registration.id(), new Secret(secret)), token);
    }

    public HTTPResponse userInfo(AccessToken token) {
        return client.userInfo(token);
    }
}
