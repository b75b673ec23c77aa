package io.doorway.bank;

import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * What a payment takes beyond a login (step-up authentication, RFC 9470).
 *
 * <p>Quarkus has {@code @AuthenticationContext} for it, which answers 401 where a browser's session falls short. A person in front of a
 * browser is sent to Doorway instead, so the bank compares for itself.
 */
final class StepUp {
    /** What {@code acr} has to say. */
    static final String ACR = "urn:doorway:acr:passkey";

    /** How long before the ID token the customer may have approved, in seconds. */
    static final long MAX_AGE = 300;

    private StepUp() {}

    /** Whether the customer was authenticated so, and freshly. Both times are Doorway's. */
    static boolean holds(JsonWebToken idToken) {
        Number authenticated = idToken.getClaim("auth_time");
        return ACR.equals(idToken.getClaim("acr"))
                && authenticated != null
                && idToken.getIssuedAtTime() - authenticated.longValue() <= MAX_AGE;
    }
}
