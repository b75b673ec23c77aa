package io.doorway.session.provider.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/**
 * A private key of the provider.
 *
 * <p>Its {@code kid} is its thumbprint (RFC 7638) and not the value in the file, so that two keys never have the same {@code kid}. The time of
 * its use is in the file: {@code nbf} is when it begins to sign, and {@code exp} is when it is not published any more.
 */
final class SigningKey {
    private static final int MIN_RSA_BITS = 2048;

    private final JWSAlgorithm algorithm;
    private final JWK publicKey;
    private final Instant from;
    private final @Nullable Instant until;
    private final JWSHeader header;
    private final JWSSigner signer;

    private SigningKey(JWK key, JWSAlgorithm algorithm, JWK publicKey) throws JOSEException {
        this.algorithm = algorithm;
        this.publicKey = publicKey;
        this.from = key.getNotBeforeTime() == null
                ? Instant.EPOCH
                : key.getNotBeforeTime().toInstant();
        this.until = toInstant(key.getExpirationTime());
        this.header = new JWSHeader.Builder(algorithm)
                .type(JOSEObjectType.JWT)
                .keyID(publicKey.getKeyID())
                .build();
        this.signer = new DefaultJWSSignerFactory().createJWSSigner(key, algorithm);
    }

    /**
     * The key, for the algorithm that it names; without one, ES256 or RS256.
     *
     * @throws IllegalArgumentException with what is wrong, if the key cannot sign ID tokens
     */
    static SigningKey of(JWK key) {
        if (!key.isPrivate()) {
            throw new IllegalArgumentException("a public or symmetric key");
        }
        try {
            return switch (key) {
                case ECKey ec
                when Curve.P_256.equals(ec.getCurve()) ->
                    new SigningKey(ec, algorithm(ec, JWSAlgorithm.ES256), publicKey(ec));
                case RSAKey rsa
                when rsa.size() >= MIN_RSA_BITS -> rsaKey(rsa, algorithm(rsa, JWSAlgorithm.RS256, JWSAlgorithm.PS256));
                default ->
                    throw new IllegalArgumentException(
                            "neither an EC key on P-256 nor an RSA key of at least " + MIN_RSA_BITS + " bits");
            };
        } catch (JOSEException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static SigningKey rsaKey(RSAKey key, JWSAlgorithm algorithm) throws JOSEException {
        return new SigningKey(
                key,
                algorithm,
                new RSAKey.Builder(key.getModulus(), key.getPublicExponent())
                        .keyIDFromThumbprint()
                        .keyUse(KeyUse.SIGNATURE)
                        .algorithm(algorithm)
                        .build());
    }

    private static JWK publicKey(ECKey key) throws JOSEException {
        return new ECKey.Builder(key.getCurve(), key.getX(), key.getY())
                .keyIDFromThumbprint()
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.ES256)
                .build();
    }

    /** @param supported the first is the default */
    private static JWSAlgorithm algorithm(JWK key, JWSAlgorithm... supported) {
        if (key.getAlgorithm() == null) {
            return supported[0];
        }
        for (JWSAlgorithm algorithm : supported) {
            if (algorithm.equals(key.getAlgorithm())) {
                return algorithm;
            }
        }
        throw new IllegalArgumentException("the algorithm " + key.getAlgorithm() + " is not supported for it");
    }

    private static @Nullable Instant toInstant(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }

    JWSAlgorithm algorithm() {
        return algorithm;
    }

    /** For the JWK set of the provider: without the times of the file. */
    JWK publicKey() {
        return publicKey;
    }

    /** When it begins to sign. */
    Instant from() {
        return from;
    }

    /** When it is not published any more, if another key has replaced it; null for never. */
    @Nullable
    Instant until() {
        return until;
    }

    SignedJWT sign(JWTClaimsSet claims) {
        return sign(header, claims);
    }

    SignedJWT sign(JWTClaimsSet claims, JOSEObjectType type) {
        return sign(new JWSHeader.Builder(header).type(type).build(), claims);
    }

    private SignedJWT sign(JWSHeader withType, JWTClaimsSet claims) {
        SignedJWT jwt = new SignedJWT(withType, claims);
        try {
            jwt.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("the key was validated when it was read", e);
        }
        return jwt;
    }
}
