package io.doorway.bank;

import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * The authentication that a payment requires in addition to a login (step-up authentication, RFC 9470).
 *
 * <p>Quarkus's {@code @AuthenticationContext} answers 401 if the session is not sufficient. The bank redirects to Doorway instead, so it
 * compares the claims itself.
 */
final class StepUp {
    /** The required {@code acr}. */
    static final String ACR = "urn:doorway:acr:passkey";

    /** The maximum time between the approval and the issue of the ID token, in seconds. */
    static final long MAX_AGE = 300;

    private StepUp() {}

    /** Whether the ID token has the required assurance and is recent. Doorway's clock sets both times. */
    static boolean isSatisfiedBy(JsonWebToken idToken) {
        Number authTime = idToken.getClaim("auth_time");
        return ACR.equals(idToken.getClaim("acr"))
                && authTime != null
                && idToken.getIssuedAtTime() - authTime.longValue() <= MAX_AGE;
    }
}
