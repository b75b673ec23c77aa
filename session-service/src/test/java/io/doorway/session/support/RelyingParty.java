package io.doorway.session.support;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.PushedAuthorizationRequest;
import com.nimbusds.oauth2.sdk.PushedAuthorizationResponse;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
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

/** A relying party built on an ordinary client library, which knows of the provider what discovery says. */
public final class RelyingParty {
    private static final int PATIENCE_MILLIS = 10_000;

    public final State state = new State();
    public final Nonce nonce = new Nonce();
    public final CodeVerifier verifier = new CodeVerifier();

    private final OIDCProviderMetadata provider;
    private final ClientID id;
    private final URI redirectUri;
    private final JWSAlgorithm idTokenAlgorithm;

    private RelyingParty(URI issuer, String id, String redirectUri, JWSAlgorithm idTokenAlgorithm) {
        try {
            this.provider = OIDCProviderMetadata.resolve(new Issuer(issuer));
        } catch (GeneralException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.id = new ClientID(id);
        this.redirectUri = URI.create(redirectUri);
        this.idTokenAlgorithm = idTokenAlgorithm;
    }

    public static RelyingParty bank(URI issuer) {
        return new RelyingParty(issuer, "bank", "http://localhost:8090/callback", JWSAlgorithm.ES256);
    }

    public static RelyingParty broker(URI issuer) {
        return new RelyingParty(issuer, "broker", "https://broker.example/back", JWSAlgorithm.RS256);
    }

    public static RelyingParty older(URI issuer) {
        return new RelyingParty(issuer, "older", "https://older.example/back", JWSAlgorithm.ES256);
    }

    public OIDCProviderMetadata provider() {
        return provider;
    }

    public AuthenticationRequest.Builder request() {
        return new AuthenticationRequest.Builder(
                        ResponseType.CODE, new Scope("openid", "profile", "email"), id, redirectUri)
                .endpointURI(provider.getAuthorizationEndpointURI())
                .state(state)
                .nonce(nonce)
                .codeChallenge(verifier, CodeChallengeMethod.S256);
    }

    public PushedAuthorizationResponse push(AuthenticationRequest request) {
        try {
            return PushedAuthorizationResponse.parse(new PushedAuthorizationRequest(
                            provider.getPushedAuthorizationRequestEndpointURI(), authentication(), request)
                    .toHTTPRequest()
                    .send());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The address that begins a login with what was pushed. */
    public URI startWith(URI requestUri) {
        return new AuthenticationRequest.Builder(requestUri, id)
                .endpointURI(provider.getAuthorizationEndpointURI())
                .build()
                .toURI();
    }

    public AuthenticationResponse read(URI answer) {
        try {
            return AuthenticationResponseParser.parse(answer);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public TokenResponse redeem(AuthorizationCode code) {
        return redeem(code, redirectUri, verifier);
    }

    public TokenResponse redeem(AuthorizationCode code, URI redirectUri, CodeVerifier verifier) {
        TokenRequest request = new TokenRequest(
                provider.getTokenEndpointURI(),
                authentication(),
                new AuthorizationCodeGrant(code, redirectUri, verifier));
        try {
            return OIDCTokenResponseParser.parse(request.toHTTPRequest().send());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public IDTokenClaimsSet verified(OIDCTokenResponse tokens) {
        try {
            return new IDTokenValidator(
                            provider.getIssuer(),
                            id,
                            idTokenAlgorithm,
                            provider.getJWKSetURI().toURL(),
                            new DefaultResourceRetriever(PATIENCE_MILLIS, PATIENCE_MILLIS))
                    .validate(tokens.getOIDCTokens().getIDToken(), nonce);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public HTTPResponse userInfo(AccessToken token) {
        try {
            return new UserInfoRequest(provider.getUserInfoEndpointURI(), token)
                    .toHTTPRequest()
                    .send();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public ClientAuthentication authentication() {
        if (!id.getValue().equals("broker")) {
            return new ClientSecretBasic(id, new Secret(ProviderUnderTest.BANK_SECRET));
        }
        try {
            return new PrivateKeyJWT(
                    id,
                    provider.getTokenEndpointURI(),
                    JWSAlgorithm.ES256,
                    ProviderUnderTest.BROKER_KEY.toECPrivateKey(),
                    ProviderUnderTest.BROKER_KEY.getKeyID(),
                    null);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
