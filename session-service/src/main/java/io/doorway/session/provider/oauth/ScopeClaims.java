package io.doorway.session.provider.oauth;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The claims that each scope value releases (OpenID Connect Core section 5.4).
 *
 * <p>{@code profile} releases only the names unless the operator chooses more, because a person must be able to read on a phone everything
 * that they agree to release.
 */
@Singleton
public class ScopeClaims {
    /** The scope value that asks for a refresh token (OpenID Connect Core section 11). */
    public static final String OFFLINE_ACCESS = "offline_access";

    private static final String PROFILE = "profile";

    private static final Set<String> CLAIMS_OF_PROFILE = Set.of(
            "name",
            "family_name",
            "given_name",
            "middle_name",
            "nickname",
            "preferred_username",
            "profile",
            "picture",
            "website",
            "gender",
            "birthdate",
            "zoneinfo",
            "locale",
            "updated_at");

    private static final Map<String, List<String>> CLAIMS = Map.of(
            "openid", List.of(),
            "email", List.of("email", "email_verified"),
            "phone", List.of("phone_number", "phone_number_verified"),
            "address", List.of("address"));

    /** All supported scope values. */
    public static final Set<String> SCOPES = Set.of("openid", OFFLINE_ACCESS, PROFILE, "email", "phone", "address");

    private final Set<String> ofProfile;

    @Inject
    ScopeClaims(ProviderConfig settings) {
        this(settings.profileClaims());
    }

    ScopeClaims(Set<String> ofProfile) {
        this.ofProfile = ofProfile;
        if (!CLAIMS_OF_PROFILE.containsAll(ofProfile)) {
            throw new IllegalArgumentException("doorway.profile-claims: expected only "
                    + CLAIMS_OF_PROFILE.stream().sorted().toList());
        }
    }

    /** The names of the claims that the scope values release, sorted. */
    public List<String> of(Collection<String> scopes) {
        return of(scopes, ofProfile);
    }

    /** The names of all claims that the scope values can release, whatever the operator chose. */
    public static List<String> possible(Collection<String> scopes) {
        return of(scopes, CLAIMS_OF_PROFILE);
    }

    private static List<String> of(Collection<String> scopes, Set<String> profile) {
        return scopes.stream()
                .flatMap(scope ->
                        scope.equals(PROFILE) ? profile.stream() : CLAIMS.getOrDefault(scope, List.of()).stream())
                .distinct()
                .sorted()
                .toList();
    }
}
