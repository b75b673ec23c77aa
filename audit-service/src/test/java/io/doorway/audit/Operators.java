package io.doorway.audit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

/** Operators with a key of their own, which the service under test trusts. */
public final class Operators implements QuarkusTestResourceLifecycleManager {

    private static final String ISSUER = "http://localhost:8080";
    private static final KeyPair KEYS = newKeys();

    @Override
    public Map<String, String> start() {
        String key = Base64.getEncoder().encodeToString(KEYS.getPublic().getEncoded());
        return Map.of("doorway.issuer", ISSUER, "mp.jwt.verify.publickey", key);
    }

    @Override
    public void stop() {}

    /** The {@code Authorization} of an operator with this role. */
    static String bearer(String role) {
        return bearer(role, KEYS, ISSUER);
    }

    static String ofAnotherIssuer() {
        return bearer("security", KEYS, "https://elsewhere.example");
    }

    static String forged() {
        return bearer("security", newKeys(), ISSUER);
    }

    private static String bearer(String role, KeyPair keys, String issuer) {
        return "Bearer "
                + Jwt.issuer(issuer)
                        .upn("operator")
                        .groups(role)
                        .expiresIn(Duration.ofMinutes(5))
                        .jws()
                        .algorithm(SignatureAlgorithm.RS256)
                        .sign(keys.getPrivate());
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
