package io.doorway.session.provider.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.doorway.session.provider.oauth.ProviderConfig;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.List;

/**
 * The keys that sign ID tokens: an EC key for ES256 and an RSA key for RS256. A key's {@code kid} is its thumbprint (RFC 7638) and not the
 * value in the file, so that two keys never have the same {@code kid}.
 */
@Startup
@ApplicationScoped
public class SigningKeys {
    private static final int MIN_RSA_BITS = 2048;

    private final Signer es256;
    private final Signer rs256;
    private final JWKSet publicKeys;

    private record Signer(JWSHeader header, JWSSigner signer) {}

    SigningKeys(ProviderConfig settings) {
        JWKSet file = load(settings.signingKeys());
        try {
            ECKey ec = ecKey(file);
            RSAKey rsa = rsaKey(file);
            this.es256 = new Signer(header(JWSAlgorithm.ES256, ec), new ECDSASigner(ec));
            this.rs256 = new Signer(header(JWSAlgorithm.RS256, rsa), new RSASSASigner(rsa));
            this.publicKeys = new JWKSet(List.of(ec.toPublicJWK(), rsa.toPublicJWK()));
        } catch (JOSEException e) {
            throw new IllegalArgumentException("doorway.signing-keys: " + e.getMessage(), e);
        }
    }

    /** The public keys. */
    public JWKSet publicKeys() {
        return publicKeys;
    }

    /**
     * Signs the claims.
     *
     * @param algorithm ES256 or RS256
     */
    public SignedJWT sign(JWTClaimsSet claims, JWSAlgorithm algorithm) {
        Signer key = JWSAlgorithm.RS256.equals(algorithm) ? rs256 : es256;
        SignedJWT jwt = new SignedJWT(key.header(), claims);
        try {
            jwt.sign(key.signer());
        } catch (JOSEException e) {
            throw new IllegalStateException("the signing keys were validated at startup", e);
        }
        return jwt;
    }

    private static JWKSet load(Path file) {
        try {
            return JWKSet.load(file.toFile());
        } catch (IOException | ParseException e) {
            throw new IllegalArgumentException("doorway.signing-keys: " + file + " is not a readable JWK set", e);
        }
    }

    private static ECKey ecKey(JWKSet file) throws JOSEException {
        for (JWK key : file.getKeys()) {
            if (key instanceof ECKey ec && ec.isPrivate() && Curve.P_256.equals(ec.getCurve())) {
                return new ECKey.Builder(ec)
                        .keyIDFromThumbprint()
                        .keyUse(KeyUse.SIGNATURE)
                        .algorithm(JWSAlgorithm.ES256)
                        .build();
            }
        }
        throw new IllegalArgumentException("doorway.signing-keys: no private EC key on P-256");
    }

    private static RSAKey rsaKey(JWKSet file) throws JOSEException {
        for (JWK key : file.getKeys()) {
            if (key instanceof RSAKey rsa && rsa.isPrivate() && rsa.size() >= MIN_RSA_BITS) {
                return new RSAKey.Builder(rsa)
                        .keyIDFromThumbprint()
                        .keyUse(KeyUse.SIGNATURE)
                        .algorithm(JWSAlgorithm.RS256)
                        .build();
            }
        }
        throw new IllegalArgumentException(
                "doorway.signing-keys: no private RSA key of at least " + MIN_RSA_BITS + " bits");
    }

    private static JWSHeader header(JWSAlgorithm algorithm, JWK key) {
        return new JWSHeader.Builder(algorithm)
                .type(JOSEObjectType.JWT)
                .keyID(key.getKeyID())
                .build();
    }
}
