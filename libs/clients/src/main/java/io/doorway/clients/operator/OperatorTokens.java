package io.doorway.clients.operator;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.RSAKey;
import io.doorway.clients.jws.JwsSigner;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Issues JWTs (RS256) of an operator, for administration and for reading the audit.
 *
 * @param issuer the {@code iss} of the tokens, which the services expect
 * @param key the operator's private key; the services have the public one
 */
public record OperatorTokens(String issuer, RSAKey key) {

    private static final Duration TTL = Duration.ofHours(1);

    /**
     * A token that is valid for one hour.
     *
     * @param role {@code enrolment} or {@code security}; the {@code groups} of MicroProfile JWT
     */
    public String token(String role) {
        Instant now = Instant.now();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", issuer);
        claims.put("sub", "operator");
        claims.put("upn", "operator");
        claims.put("groups", List.of(role));
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.plus(TTL).getEpochSecond());
        claims.put("jti", UUID.randomUUID().toString());
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(JOSEObjectType.JWT)
                .keyID(key.getKeyID())
                .build();
        return JwsSigner.sign(header, key, claims);
    }

    /** The issuer and the key's identifier, never the key. */
    @Override
    public String toString() {
        return "OperatorTokens[" + issuer + ", " + key.getKeyID() + "]";
    }
}
