package io.doorway.local;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/** JWTs of the operator, for administration and for reading the audit. */
final class OperatorTokens {

    private static final Duration LIFE = Duration.ofHours(1);

    private final String issuer;
    private final RSAKey key;

    OperatorTokens(String issuer, RSAKey key) {
        this.issuer = issuer;
        this.key = key;
    }

    /** @param role {@code enrolment} or {@code security}; as the {@code groups} of MicroProfile JWT */
    String token(String role) {
        Instant now = Instant.now();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .subject("operator")
                .claim("upn", "operator")
                .claim("groups", List.of(role))
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFE)))
                .jwtID(UUID.randomUUID().toString())
                .build();
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(JOSEObjectType.JWT)
                .keyID(key.getKeyID())
                .build();
        SignedJWT token = new SignedJWT(header, claims);
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException unusableKey) {
            throw new IllegalStateException(unusableKey);
        }
        return token.serialize();
    }
}
