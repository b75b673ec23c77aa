package io.doorway.session.provider.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.EncryptedJWT;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.id.Audience;
import com.nimbusds.oauth2.sdk.id.Subject;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.claims.ACR;
import com.nimbusds.openid.connect.sdk.claims.AMR;
import com.nimbusds.openid.connect.sdk.claims.AccessTokenHash;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.SessionID;
import io.doorway.protocol.challenge.Approval;
import io.doorway.session.provider.client.EncryptionKeys;
import io.doorway.session.provider.client.RegisteredClient;
import io.doorway.session.provider.keys.SigningKeys;
import io.doorway.session.provider.oauth.Endpoints;
import io.doorway.session.provider.request.AcceptedRequest;
import io.doorway.session.provider.token.AccessTokens.AccessToken;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Signs ID tokens (OpenID Connect Core sections 2 and 3.1.3.6), and encrypts them for clients that registered for it (section 10.2). */
@Singleton
public class IdTokens {
    private static final Duration TTL = Duration.ofMinutes(10);

    private final SigningKeys keys;
    private final Endpoints endpoints;
    private final SessionIdentifiers sessions;
    private final InstantSource clock;

    IdTokens(SigningKeys keys, Endpoints endpoints, SessionIdentifiers sessions, InstantSource clock) {
        this.keys = keys;
        this.sessions = sessions;
        this.endpoints = endpoints;
        this.clock = clock;
    }

    /**
     * An ID token: a signed JWT, which is encrypted if there is a key for it.
     *
     * @param token the subject and the claims
     * @param issued the access token of the same response, for {@code at_hash}
     * @param approval when and how the person was authenticated
     * @param request the authorization request
     * @param encryptionKey the client's, or null
     */
    public JWT issue(
            RegisteredClient client,
            AccessToken token,
            com.nimbusds.oauth2.sdk.token.AccessToken issued,
            Approval approval,
            AcceptedRequest request,
            @Nullable ECKey encryptionKey) {
        IDTokenClaimsSet claims = claims(client, token, issued, approval.amr());
        if (request.nonce() != null) {
            claims.setNonce(new Nonce(request.nonce()));
        }
        return sign(client, claims, encryptionKey);
    }

    /**
     * The ID token of a refresh: the same subject and time of authentication, and no nonce (OpenID Connect Core section 12.2).
     *
     * @param amr the methods of the login
     * @param encryptionKey the client's, or null
     */
    public JWT refreshed(
            RegisteredClient client,
            AccessToken token,
            com.nimbusds.oauth2.sdk.token.AccessToken issued,
            List<String> amr,
            @Nullable ECKey encryptionKey) {
        return sign(client, claims(client, token, issued, amr), encryptionKey);
    }

    private IDTokenClaimsSet claims(
            RegisteredClient client,
            AccessToken token,
            com.nimbusds.oauth2.sdk.token.AccessToken issued,
            List<String> amr) {
        Instant now = clock.instant();
        IDTokenClaimsSet claims = new IDTokenClaimsSet(
                endpoints.issuer(),
                new Subject(token.subject()),
                new Audience(client.id().value()).toSingleAudienceList(),
                Date.from(now.plus(TTL)),
                Date.from(now));
        claims.setAuthenticationTime(Date.from(token.authenticatedAt()));
        if (client.identifiesSessions()) {
            claims.setSessionID(new SessionID(sessions.of(token.session(), client.id())));
        }
        claims.setACR(new ACR(token.acr().uri()));
        claims.setAMR(amr.stream().map(AMR::new).toList());
        claims.setAccessTokenHash(AccessTokenHash.compute(issued, client.idTokenAlgorithm()));
        token.claims().entrySet().stream()
                .filter(claim -> token.idTokenClaims().contains(claim.getKey()))
                .forEach(claim -> claims.setClaim(claim.getKey(), claim.getValue()));
        token.approved().claims().forEach(claims::setClaim);
        return claims;
    }

    private JWT sign(RegisteredClient client, IDTokenClaimsSet claims, @Nullable ECKey encryptionKey) {
        SignedJWT signed = keys.sign(jwtClaims(claims), client.idTokenAlgorithm());
        return encryptionKey == null ? signed : encrypt(signed, encryptionKey);
    }

    /** RFC 7519 section 5.2: a nested JWT. */
    private static EncryptedJWT encrypt(SignedJWT signed, ECKey key) {
        JWEObject encrypted = new JWEObject(
                new JWEHeader.Builder(EncryptionKeys.ALGORITHM, EncryptionKeys.METHOD)
                        .contentType("JWT")
                        .keyID(key.getKeyID())
                        .build(),
                new Payload(signed));
        try {
            encrypted.encrypt(new ECDHEncrypter(key));
            return EncryptedJWT.parse(encrypted.serialize());
        } catch (JOSEException | java.text.ParseException e) {
            throw new IllegalStateException("the key was selected for this algorithm", e);
        }
    }

    private static JWTClaimsSet jwtClaims(IDTokenClaimsSet claims) {
        try {
            return claims.toJWTClaimsSet();
        } catch (ParseException e) {
            throw new IllegalStateException("the claims are valid", e);
        }
    }
}
