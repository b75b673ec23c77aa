package io.doorway.testkit.quarkus;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.doorway.clients.operator.OperatorTokens;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.text.ParseException;
import java.util.Base64;
import java.util.Map;

/**
 * Sets {@code doorway.issuer} and {@code mp.jwt.verify.publickey}, and issues tokens that the application accepts. The key pair is in a
 * system property: Quarkus loads a test's classes more than once, and each would have its own static field.
 */
public final class OperatorTestResource implements QuarkusTestResourceLifecycleManager {

    /** The issuer of the application and of the tokens. */
    public static final String ISSUER = "http://localhost:8080";

    private static final String KEY_PROPERTY = "doorway.shared.operator-key";
    private static final int RSA_BITS = 2048;

    @Override
    public Map<String, String> start() {
        return Map.of("doorway.issuer", ISSUER, "mp.jwt.verify.publickey", publicKey());
    }

    /** The value of {@code mp.jwt.verify.publickey}, for an application that has another issuer than {@link #ISSUER}. */
    public static String publicKey() {
        try {
            return Base64.getEncoder().encodeToString(key().toRSAPublicKey().getEncoded());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The tokens for an application with this issuer. */
    public static OperatorTokens tokens(String issuer) {
        return new OperatorTokens(issuer, key());
    }

    @Override
    public void stop() {}

    /** The tokens of the operator whom the application trusts. */
    public static OperatorTokens tokens() {
        return new OperatorTokens(ISSUER, key());
    }

    /** The {@code Authorization} header of an operator with this role. */
    public static String bearer(String role) {
        return "Bearer " + tokens().token(role);
    }

    /** The {@code Authorization} header with a token that another key has signed. */
    public static String bearerSignedByAnotherKey(String role) {
        return "Bearer " + new OperatorTokens(ISSUER, newKey()).token(role);
    }

    /** The {@code Authorization} header with a token of another issuer, signed by the trusted key. */
    public static String bearerOfAnotherIssuer(String role) {
        return "Bearer " + new OperatorTokens("https://elsewhere.example", key()).token(role);
    }

    private static RSAKey key() {
        try {
            if (System.getProperty(KEY_PROPERTY) == null) {
                System.setProperty(KEY_PROPERTY, newKey().toJSONString());
            }
            return RSAKey.parse(System.getProperty(KEY_PROPERTY));
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(RSA_BITS).keyIDFromThumbprint(true).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("every JDK supports RSA", e);
        }
    }
}
