package io.doorway.session.provider.client;

import com.nimbusds.jose.JWSAlgorithm;
import io.doorway.session.provider.client.ClientRegistration.Extensions;
import io.doorway.session.provider.client.TokenPolicy.Profile;
import io.doorway.session.provider.oauth.Confirmation.Method;
import io.quarkus.runtime.configuration.DurationConverter;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Validates what a registration says about tokens, and that a registration for the FAPI 2.0 Security Profile contains nothing that the
 * profile forbids.
 */
final class ProfileRules extends PropertyRules {
    /** FAPI 2.0 Security Profile section 5.4.1, as far as Doorway supports its algorithms. */
    private static final List<String> SIGNATURES = List.of(JWSAlgorithm.ES256.getName(), JWSAlgorithm.PS256.getName());

    private static final List<String> STRONG_METHODS =
            List.of("private_key_jwt", "tls_client_auth", "self_signed_tls_client_auth");

    private static final List<String> ALL_SIGNATURES = List.of("ES256", "PS256", "RS256");

    static final String DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code";

    private static final List<String> GRANT_TYPES =
            List.of("authorization_code", "refresh_token", DEVICE_CODE, BackchannelRules.CIBA);

    ProfileRules(String client, Mistakes mistakes) {
        super(client, mistakes);
    }

    TokenPolicy tokenPolicy(ClientRegistration registration, Extensions extensions) {
        boolean fapi2 = mistakes.collect(() -> profile(extensions.profile()), Profile.OIDC) == Profile.FAPI2;
        if (fapi2) {
            checkProfile(registration, extensions);
        }
        boolean signedRequests = Boolean.TRUE.equals(registration.requireSignedRequestObject());
        check(
                !signedRequests || "private_key_jwt".equals(registration.tokenEndpointAuthMethod()),
                "require_signed_request_object",
                "needs private_key_jwt");
        return new TokenPolicy(
                fapi2 ? Profile.FAPI2 : Profile.OIDC,
                refresh(registration.grantTypes()),
                confirmation(registration, fapi2),
                signedRequests,
                mistakes.collect(
                        () -> algorithm(
                                "authorization_signed_response_alg",
                                registration.authorizationSignedResponseAlg(),
                                fapi2),
                        null),
                mistakes.collect(
                        () -> algorithm(
                                "introspection_signed_response_alg",
                                registration.introspectionSignedResponseAlg(),
                                fapi2),
                        null),
                mistakes.collect(() -> maxAge(extensions.userinfoMaxAge()), null),
                mistakes.collect(() -> resources(extensions.resources()), Set.of()));
    }

    /** RFC 9449 section 5.2, RFC 8705 section 3.4. FAPI 2.0 Security Profile section 5.3.2.1: one of the two. */
    private @Nullable Method confirmation(ClientRegistration registration, boolean fapi2) {
        boolean dpop = Boolean.TRUE.equals(registration.dpopBoundAccessTokens());
        if (Boolean.TRUE.equals(registration.tlsClientCertificateBoundAccessTokens())) {
            check(
                    !dpop,
                    "dpop_bound_access_tokens",
                    "cannot be combined with tls_client_certificate_bound_access_tokens");
            return Method.CERTIFICATE;
        }
        return fapi2 || dpop ? Method.DPOP : null;
    }

    /** JARM section 3, RFC 9701 section 6. */
    private @Nullable JWSAlgorithm algorithm(String property, @Nullable String text, boolean fapi2) {
        if (fapi2) {
            checkSignature(property, text);
        }
        require(text == null || ALL_SIGNATURES.contains(text), property, "expected ES256, PS256 or RS256");
        return text == null ? null : JWSAlgorithm.parse(text);
    }

    /** RFC 9470. */
    private @Nullable Duration maxAge(@Nullable String text) {
        Duration age = duration("doorway.userinfo_max_age", text);
        require(age == null || age.isPositive(), "doorway.userinfo_max_age", "expected more than zero");
        return age;
    }

    /** RFC 8707 section 2: absolute addresses without fragment. */
    private Set<String> resources(@Nullable List<String> addresses) {
        if (addresses == null) {
            return Set.of();
        }
        checkEach("doorway.resources", addresses, PropertyRules::webAddressError);
        return new LinkedHashSet<>(addresses);
    }

    private @Nullable Duration duration(String property, @Nullable String text) {
        try {
            return text == null ? null : DurationConverter.parseDuration(text);
        } catch (IllegalArgumentException e) {
            throw InvalidClientsException.of(client, property, "expected a duration such as 90s");
        }
    }

    /** RFC 7591 section 2. */
    private boolean refresh(@Nullable List<String> grantTypes) {
        if (grantTypes == null) {
            return false;
        }
        check(
                (grantTypes.contains("authorization_code") || BackchannelRules.isWanted(grantTypes))
                        && GRANT_TYPES.containsAll(grantTypes),
                "grant_types",
                "expected authorization_code or " + BackchannelRules.CIBA + ", with or without refresh_token and "
                        + DEVICE_CODE);
        return grantTypes.contains("refresh_token");
    }

    private Profile profile(@Nullable String text) {
        return switch (text) {
            case null -> Profile.OIDC;
            case "oidc" -> Profile.OIDC;
            case "fapi2" -> Profile.FAPI2;
            default -> throw InvalidClientsException.of(client, "doorway.profile", "expected oidc or fapi2");
        };
    }

    private void checkProfile(ClientRegistration registration, Extensions extensions) {
        // Section 5.3.2.1: only confidential clients, authenticated by mutual TLS or private_key_jwt.
        check(
                registration.tokenEndpointAuthMethod() != null
                        && STRONG_METHODS.contains(registration.tokenEndpointAuthMethod()),
                "token_endpoint_auth_method",
                "the profile fapi2 needs private_key_jwt, tls_client_auth or self_signed_tls_client_auth");
        // Section 5.3.2.2: the authorization code grant only.
        check(
                registration.grantTypes() == null
                        || registration.grantTypes().stream().noneMatch(DEVICE_CODE::equals),
                "grant_types",
                "the profile fapi2 has no device grant");
        // Section 5.3.2.2: PKCE with S256.
        check(!"optional".equals(extensions.pkce()), "doorway.pkce", "the profile fapi2 needs PKCE");
        // Section 5.3.2.2: pushed requests only.
        check(
                !Boolean.FALSE.equals(registration.requirePushedAuthorizationRequests()),
                "require_pushed_authorization_requests",
                "cannot be false with the profile fapi2");
        // Section 5.3.2.1: sender-constrained access tokens only.
        check(
                !Boolean.FALSE.equals(registration.dpopBoundAccessTokens())
                        || Boolean.TRUE.equals(registration.tlsClientCertificateBoundAccessTokens()),
                "dpop_bound_access_tokens",
                "cannot be false with the profile fapi2");
        // Section 5.4.1: neither RS256 nor none.
        checkSignature("id_token_signed_response_alg", registration.idTokenSignedResponseAlg());
        checkSignature("userinfo_signed_response_alg", registration.userinfoSignedResponseAlg());
    }

    private void checkSignature(String property, @Nullable String algorithm) {
        check(
                algorithm == null || SIGNATURES.contains(algorithm),
                property,
                "the profile fapi2 allows " + String.join(" or ", SIGNATURES));
    }
}
