package io.doorway.session.provider.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.DPoPAccessToken;
import io.doorway.session.provider.client.RegisteredClient;
import io.doorway.session.provider.keys.SigningKeys;
import io.doorway.session.provider.oauth.Confirmation;
import io.doorway.session.provider.oauth.Endpoints;
import io.doorway.session.provider.token.AccessTokens.NewAccessToken;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The form in which a client gets an access token. A token for Doorway's userinfo endpoint is an opaque text. A token for a resource of the
 * client (RFC 8707) is a JWT (RFC 9068), which the resource verifies by itself; its {@code jti} is the opaque text, so that introspection and
 * revocation work for both.
 */
@Singleton
public class IssuedAccessTokens {
    private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");

    private final SigningKeys keys;
    private final Endpoints endpoints;

    IssuedAccessTokens(SigningKeys keys, Endpoints endpoints) {
        this.keys = keys;
        this.endpoints = endpoints;
    }

    /** The token as the client gets it, of the type that its confirmation requires (RFC 9449 section 5; RFC 8705 has no type of its own). */
    public AccessToken issue(RegisteredClient client, NewAccessToken token) {
        AccessTokens.AccessToken granted = token.granted();
        String opaque = token.value().text().open();
        String text = granted.resource() == null
                ? opaque
                : keys.sign(claims(opaque, granted, granted.resource()), client.idTokenAlgorithm(), TYPE)
                        .serialize();
        Scope scope = Scope.parse(granted.scope());
        long seconds = AccessTokens.TTL.toSeconds();
        return Confirmation.isDpop(granted.confirmation())
                ? new DPoPAccessToken(text, seconds, scope)
                : new BearerAccessToken(text, seconds, scope);
    }

    /** RFC 9068 section 2.2. */
    private JWTClaimsSet claims(String jti, AccessTokens.AccessToken token, String resource) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(endpoints.issuer().getValue())
                .subject(token.subject())
                .audience(resource)
                .claim("client_id", token.client().value())
                .claim("scope", String.join(" ", token.scope()))
                .claim("auth_time", token.authenticatedAt().getEpochSecond())
                .claim("acr", token.acr().uri())
                .jwtID(jti)
                .issueTime(Date.from(token.issuedAt()))
                .expirationTime(Date.from(token.issuedAt().plus(AccessTokens.TTL)));
        if (token.confirmation() != null) {
            claims.claim("cnf", token.confirmation().claim());
        }
        List<Map<String, Object>> details = token.approved().authorizationDetails();
        if (!details.isEmpty()) {
            claims.claim("authorization_details", details);
        }
        return claims.build();
    }

    /** The opaque text of a token in either form; the same text if it is no JWT, and empty if Doorway did not sign it. */
    public Optional<String> opaque(String text) {
        if (text.chars().filter(c -> c == '.').count() != 2) {
            return Optional.of(text);
        }
        try {
            SignedJWT jwt = SignedJWT.parse(text);
            JWK key = keys.publicKeys().getKeyByKeyId(jwt.getHeader().getKeyID());
            boolean signed = TYPE.equals(jwt.getHeader().getType())
                    && key instanceof AsymmetricJWK asymmetric
                    && key.getAlgorithm().equals(jwt.getHeader().getAlgorithm())
                    && jwt.verify(new DefaultJWSVerifierFactory()
                            .createJWSVerifier(jwt.getHeader(), asymmetric.toPublicKey()));
            return signed ? Optional.ofNullable(jwt.getJWTClaimsSet().getJWTID()) : Optional.empty();
        } catch (ParseException | JOSEException | RuntimeException notOurs) {
            return Optional.empty();
        }
    }
}
