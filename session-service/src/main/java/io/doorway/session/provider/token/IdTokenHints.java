package io.doorway.session.provider.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.session.provider.keys.SigningKeys;
import io.doorway.session.provider.oauth.Endpoints;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads ID tokens that come back as {@code id_token_hint} (OpenID Connect Core section 3.1.2.1, RP-Initiated Logout section 2). They may have
 * expired. One whose key is not published any more cannot be read.
 */
@Singleton
public class IdTokenHints {
    private static final List<@Nullable JOSEObjectType> TYPES = java.util.Arrays.asList(null, JOSEObjectType.JWT);

    private final SigningKeys keys;
    private final Endpoints endpoints;

    IdTokenHints(SigningKeys keys, Endpoints endpoints) {
        this.keys = keys;
        this.endpoints = endpoints;
    }

    /**
     * An ID token that Doorway issued.
     *
     * @param client its audience
     * @param sid its session for the client, or null
     */
    public record IdTokenHint(
            ClientId client, String subject, @Nullable String sid) {}

    /** The ID token in untrusted text; empty if Doorway did not sign it as one. */
    public Optional<IdTokenHint> read(String text) {
        try {
            SignedJWT jwt = SignedJWT.parse(text);
            return isSigned(jwt) ? hint(jwt.getJWTClaimsSet()) : Optional.empty();
        } catch (ParseException | JOSEException | RuntimeException malformed) {
            return Optional.empty();
        }
    }

    private boolean isSigned(SignedJWT jwt) throws JOSEException {
        JWK key = keys.publicKeys().getKeyByKeyId(jwt.getHeader().getKeyID());
        if (!(key instanceof AsymmetricJWK asymmetric)
                || !jwt.getHeader().getAlgorithm().equals(key.getAlgorithm())
                || !TYPES.contains(jwt.getHeader().getType())) {
            return false;
        }
        JWSVerifier verifier =
                new DefaultJWSVerifierFactory().createJWSVerifier(jwt.getHeader(), asymmetric.toPublicKey());
        return jwt.verify(verifier);
    }

    /** A signed userinfo response has the issuer too, but no time of expiration. */
    private Optional<IdTokenHint> hint(JWTClaimsSet claims) throws ParseException {
        boolean idToken = endpoints.issuer().getValue().equals(claims.getIssuer())
                && claims.getExpirationTime() != null
                && claims.getClaim("auth_time") != null
                && claims.getClaim("events") == null
                && claims.getAudience().size() == 1
                && claims.getSubject() != null;
        return idToken
                ? Optional.of(new IdTokenHint(
                        new ClientId(claims.getAudience().getFirst()),
                        claims.getSubject(),
                        claims.getStringClaim("sid")))
                : Optional.empty();
    }
}
