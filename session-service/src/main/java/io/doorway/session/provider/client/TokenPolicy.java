package io.doorway.session.provider.client;

import com.nimbusds.jose.JWSAlgorithm;
import io.doorway.session.provider.oauth.Confirmation.Method;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the tokens of a client must be.
 *
 * @param profile the security profile that its requests are held to
 * @param refresh whether it may have refresh tokens: its {@code grant_types} contain {@code refresh_token}
 * @param confirmation how a token request has to prove a key, or else is refused (RFC 9449 section 5.2, RFC 8705 section 3); null if the client chooses
 * @param signedRequests whether a pushed request without a signed request object is refused (RFC 9101 section 10.5)
 * @param signedResponses the signature algorithm of its authorization responses (JARM), or null for that of its ID tokens
 * @param signedIntrospection the signature algorithm of its introspection responses (RFC 9701), or null for that of its ID tokens
 * @param userInfoMaxAge how long after the login userinfo answers (RFC 9470), or null for as long as there is a token
 * @param resources the resources that its access tokens may be for (RFC 8707)
 */
public record TokenPolicy(
        Profile profile,
        boolean refresh,
        @Nullable Method confirmation,
        boolean signedRequests,
        @Nullable JWSAlgorithm signedResponses,
        @Nullable JWSAlgorithm signedIntrospection,
        @Nullable Duration userInfoMaxAge,
        Set<String> resources) {
    public TokenPolicy {
        resources = Set.copyOf(resources);
    }

    /** No requirement. */
    static final TokenPolicy NONE = new TokenPolicy(Profile.OIDC, false, null, false, null, null, null, Set.of());

    /** A security profile of the OpenID Foundation. */
    public enum Profile {
        /** OpenID Connect, with the protections that the client chooses. */
        OIDC,
        /** FAPI 2.0 Security Profile (Final): anything less is refused. */
        FAPI2
    }

    /** The algorithm of authorization responses. */
    public JWSAlgorithm responseAlgorithm(JWSAlgorithm ofIdTokens) {
        return signedResponses == null ? ofIdTokens : signedResponses;
    }

    /** The algorithm of introspection responses. */
    public JWSAlgorithm introspectionAlgorithm(JWSAlgorithm ofIdTokens) {
        return signedIntrospection == null ? ofIdTokens : signedIntrospection;
    }

    /** Whether a request through the browser is refused: the profile demands it, and only a pushed request can be signed. */
    boolean demandsPushedRequests() {
        return isFapi2() || signedRequests;
    }

    /** Whether the client is registered for the FAPI 2.0 Security Profile. */
    public boolean isFapi2() {
        return profile == Profile.FAPI2;
    }
}
