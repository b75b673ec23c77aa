package io.doorway.session.provider.client;

import com.nimbusds.jose.JWSAlgorithm;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.session.provider.client.ClientRegistration.Extensions;
import io.doorway.session.provider.client.TokenPolicy.Profile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Validates what a registration says about tokens, and that a registration for the FAPI 2.0 Security Profile contains nothing that the
 * profile forbids.
 */
final class ProfileRules extends PropertyRules {
    /** FAPI 2.0 Security Profile section 5.4.1, as far as Doorway supports its algorithms. */
    private static final List<String> SIGNATURES = List.of(JWSAlgorithm.ES256.getName(), JWSAlgorithm.PS256.getName());

    ProfileRules(ClientId client) {
        super(client);
    }

    TokenPolicy tokenPolicy(ClientRegistration registration, Extensions extensions) {
        boolean fapi2 = profile(extensions.profile()) == Profile.FAPI2;
        if (fapi2) {
            requireProfile(registration, extensions);
        }
        boolean dpop = Boolean.TRUE.equals(registration.dpopBoundAccessTokens());
        return new TokenPolicy(fapi2 ? Profile.FAPI2 : Profile.OIDC, fapi2 || dpop);
    }

    private Profile profile(@Nullable String text) {
        return switch (text) {
            case null -> Profile.OIDC;
            case "oidc" -> Profile.OIDC;
            case "fapi2" -> Profile.FAPI2;
            default -> throw InvalidClientsException.of(client, "doorway.profile", "expected oidc or fapi2");
        };
    }

    private void requireProfile(ClientRegistration registration, Extensions extensions) {
        // Section 5.3.2.1: only confidential clients, authenticated by private_key_jwt (Doorway does not support mutual
        // TLS).
        require(
                "private_key_jwt".equals(registration.tokenEndpointAuthMethod()),
                "token_endpoint_auth_method",
                "the profile fapi2 needs private_key_jwt");
        // Section 5.3.2.2: PKCE with S256.
        require(!"optional".equals(extensions.pkce()), "doorway.pkce", "the profile fapi2 needs PKCE");
        // Section 5.3.2.2: pushed requests only.
        require(
                !Boolean.FALSE.equals(registration.requirePushedAuthorizationRequests()),
                "require_pushed_authorization_requests",
                "cannot be false with the profile fapi2");
        // Section 5.3.2.1: sender-constrained access tokens only.
        require(
                !Boolean.FALSE.equals(registration.dpopBoundAccessTokens()),
                "dpop_bound_access_tokens",
                "cannot be false with the profile fapi2");
        // Section 5.4.1: neither RS256 nor none.
        requireSignature("id_token_signed_response_alg", registration.idTokenSignedResponseAlg());
        requireSignature("userinfo_signed_response_alg", registration.userinfoSignedResponseAlg());
    }

    private void requireSignature(String property, @Nullable String algorithm) {
        require(
                algorithm == null || SIGNATURES.contains(algorithm),
                property,
                "the profile fapi2 allows " + String.join(" or ", SIGNATURES));
    }
}
