package io.doorway.web.operator;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.security.credential.TokenCredential;
import io.quarkus.security.identity.SecurityIdentity;

/**
 * Who makes a call of administration, for the audit.
 *
 * @param subject the {@code sub} of the token
 * @param token the {@code jti} of the token
 * @param source the address of the request
 */
public record Operator(String subject, String token, String source) {

    /**
     * The operator of a request whose token was accepted.
     *
     * @param source the address of the request
     * @throws IllegalStateException if the request has no token
     */
    public static Operator of(SecurityIdentity identity, String source) {
        TokenCredential credential = identity.getCredential(TokenCredential.class);
        if (credential == null) {
            throw new IllegalStateException("the method must require a role");
        }
        JsonNode claims = DecodedToken.of(credential.getToken()).claims();
        return new Operator(claims.path("sub").asText(), claims.path("jti").asText(), source);
    }
}
