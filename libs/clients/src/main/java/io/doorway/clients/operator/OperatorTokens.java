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
 * Issues an operator's tokens (RS256), for administration and for reading the audit.
 *
 * @param doorway the address of Doorway: the tokens' {@code aud}, and the beginning of their {@code iss}
 * @param key the operator's private key; the services have the public one
 */
public record OperatorTokens(String doorway, RSAKey key) {

    /** The {@code typ} of an operator's token. */
    public static final String TYPE = "doorway-operator+jwt";

    private static final Duration TTL = Duration.ofHours(1);

    /**
     * A token that is valid for one hour.
     *
     * @param role {@code enrolment} or {@code security}; the {@code groups} of MicroProfile JWT
     */
    public String token(String role) {
        return sign(TYPE, claims(role));
    }

    /** The claims of a token that is valid for one hour. They may be changed before they are signed. */
    public Map<String, Object> claims(String role) {
        Instant now = Instant.now();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", doorway + "/operators");
        claims.put("aud", doorway);
        claims.put("sub", "operator");
        claims.put("groups", List.of(role));
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.plus(TTL).getEpochSecond());
        claims.put("jti", UUID.randomUUID().toString());
        return claims;
    }

    /** A token with these claims, which may be one that no service accepts. */
    public String sign(String type, Map<String, ?> claims) {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(new JOSEObjectType(type))
                .keyID(key.getKeyID())
                .build();
        return JwsSigner.sign(header, key, claims);
    }

    /** The address and the key's identifier, never the key. */
    @Override
    public String toString() {
        return "OperatorTokens[" + doorway + ", " + key.getKeyID() + "]";
    }
}
