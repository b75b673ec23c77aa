package io.doorway.bench;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.AuthenticationSuccessResponse;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** A relying party's backend, built on a certified client library: asks for a login, redeems its code, checks its ID token. */
public final class RelyingPartyClient {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http;
    private final OIDCProviderMetadata provider;
    private final ClientID client;
    private final Secret secret;
    private final URI redirectUri;
    private final IDTokenValidator validator;

    /** Reads the provider's metadata at its issuer. */
    public RelyingPartyClient(HttpClient http, URI issuer, String client, String secret, URI redirectUri) {
        this.http = http;
        this.client = new ClientID(client);
        this.secret = new Secret(secret);
        this.redirectUri = redirectUri;
        try {
            this.provider = OIDCProviderMetadata.resolve(new Issuer(issuer));
            this.validator = new IDTokenValidator(
                    provider.getIssuer(),
                    this.client,
                    JWSAlgorithm.ES256,
                    provider.getJWKSetURI().toURL());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (com.nimbusds.oauth2.sdk.GeneralException e) {
            throw new IllegalStateException("not a provider: " + issuer, e);
        }
    }

    /** A new authorization request with its own state, nonce and PKCE secret. */
    Authorization ask() {
        CodeVerifier verifier = new CodeVerifier();
        State state = new State();
        URI address = new AuthenticationRequest.Builder(
                        new ResponseType(ResponseType.Value.CODE), new Scope("openid", "profile"), client, redirectUri)
                .endpointURI(provider.getAuthorizationEndpointURI())
                .state(state)
                .nonce(new Nonce(state.getValue()))
                .codeChallenge(verifier, CodeChallengeMethod.S256)
                .build()
                .toURI();
        return new Authorization(address, state, verifier);
    }

    /** Redeems the code in the answer that the browser brought back, and checks everything that a relying party must. */
    IDTokenClaimsSet redeem(Authorization asked, URI answer) {
        try {
            AuthenticationSuccessResponse success =
                    AuthenticationResponseParser.parse(answer).toSuccessResponse();
            if (!asked.state().equals(success.getState())
                    || !provider.getIssuer().equals(success.getIssuer())) {
                throw new IllegalStateException("the answer is to another request");
            }
            OIDCTokenResponse tokens = exchange(success.getAuthorizationCode(), asked.verifier());
            return validator.validate(
                    tokens.getOIDCTokens().getIDToken(), new Nonce(asked.state().getValue()));
        } catch (ParseException | BadJOSEException | JOSEException e) {
            throw new IllegalStateException("the provider's answer is not valid", e);
        }
    }

    private OIDCTokenResponse exchange(AuthorizationCode code, CodeVerifier verifier) throws ParseException {
        HTTPRequest request = new TokenRequest.Builder(
                        provider.getTokenEndpointURI(),
                        new ClientSecretBasic(client, secret),
                        new AuthorizationCodeGrant(code, redirectUri, verifier))
                .build()
                .toHTTPRequest();
        return (OIDCTokenResponse) OIDCTokenResponseParser.parse(send(request)).toSuccessResponse();
    }

    private HTTPResponse send(HTTPRequest request) throws ParseException {
        HttpRequest.Builder builder = HttpRequest.newBuilder(request.getURI())
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofString(request.getBody()));
        request.getHeaderMap().forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
        try {
            HttpResponse<String> answer = http.send(builder.build(), HttpResponse.BodyHandlers.ofString());
            HTTPResponse response = new HTTPResponse(answer.statusCode());
            response.setContentType(answer.headers().firstValue("Content-Type").orElse("text/plain"));
            response.setBody(answer.body());
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
