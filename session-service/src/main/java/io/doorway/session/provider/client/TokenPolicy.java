package io.doorway.session.provider.client;

/**
 * What the tokens of a client must be.
 *
 * @param profile the security profile that its requests are held to
 * @param dpopRequired whether a token request without a DPoP proof is refused (RFC 9449 section 5.2)
 */
public record TokenPolicy(Profile profile, boolean dpopRequired) {

    /** No requirement. */
    static final TokenPolicy NONE = new TokenPolicy(Profile.OIDC, false);

    /** A security profile of the OpenID Foundation. */
    public enum Profile {
        /** OpenID Connect, with the protections that the client chooses. */
        OIDC,
        /** FAPI 2.0 Security Profile (Final): anything less is refused. */
        FAPI2
    }

    /** Whether the client is registered for the FAPI 2.0 Security Profile. */
    public boolean isFapi2() {
        return profile == Profile.FAPI2;
    }
}
