package io.doorway.session.provider.oauth;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The claims that each scope value releases (OpenID Connect Core section 5.4).
 *
 * <p>{@code profile} releases only the names, because a person must be able to read on a phone everything that they agree to release.
 */
public final class ScopeClaims {
    /** The scope value that asks for a refresh token (OpenID Connect Core section 11). */
    public static final String OFFLINE_ACCESS = "offline_access";

    private static final Map<String, List<String>> CLAIMS = Map.of(
            "openid",
            List.of(),
            OFFLINE_ACCESS,
            List.of(),
            "profile",
            List.of("name", "given_name", "family_name"),
            "email",
            List.of("email", "email_verified"),
            "phone",
            List.of("phone_number", "phone_number_verified"),
            "address",
            List.of("address"));

    /** All supported scope values. */
    public static final Set<String> SCOPES = CLAIMS.keySet();

    private ScopeClaims() {}

    /** The names of the claims that the scope values release, sorted. */
    public static List<String> of(Collection<String> scopes) {
        return scopes.stream()
                .flatMap(scope -> CLAIMS.getOrDefault(scope, List.of()).stream())
                .distinct()
                .sorted()
                .toList();
    }
}
