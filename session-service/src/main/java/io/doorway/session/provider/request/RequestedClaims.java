package io.doorway.session.provider.request;

import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.claims.ClaimsSetRequest;
import io.doorway.session.provider.client.RegisteredClient;
import io.doorway.session.provider.oauth.ScopeClaims;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The claims that a request names one by one in its {@code claims} parameter (OpenID Connect Core section 5.5). A client gets only what its
 * registered scope covers. Essential and voluntary claims are treated alike: the person sees each and releases them all, or nothing.
 */
public final class RequestedClaims {

    private RequestedClaims() {}

    /** The names of the claims of a person, sorted; those for the ID token and for userinfo together. */
    public static List<String> of(AuthenticationRequest request, RegisteredClient client, ScopeClaims scopeClaims) {
        Set<String> allowed = Set.copyOf(scopeClaims.of(client.scope()));
        return Optional.ofNullable(request.getOIDCClaims()).stream()
                .flatMap(claims -> Stream.concat(
                        names(claims.getIDTokenClaimsRequest()), names(claims.getUserInfoClaimsRequest())))
                .filter(allowed::contains)
                .distinct()
                .sorted()
                .toList();
    }

    /**
     * The names of those for the ID token. A scope value requests claims of userinfo only, because every response has an access token for it
     * (section 5.4).
     *
     * @param released the claims that the person is asked to release
     */
    static List<String> forIdToken(AuthenticationRequest request, List<String> released) {
        return Optional.ofNullable(request.getOIDCClaims()).stream()
                .flatMap(claims -> names(claims.getIDTokenClaimsRequest()))
                .filter(released::contains)
                .distinct()
                .sorted()
                .toList();
    }

    /**
     * The values of the claim {@code sub} for the ID token: the request is for a person with one of them (sections 3.1.2.2 and 5.5.1). Empty
     * without the claim, or if it has no value.
     */
    public static List<String> subjects(AuthenticationRequest request) {
        return Optional.ofNullable(request.getOIDCClaims())
                .map(claims -> claims.getIDTokenClaimsRequest())
                .map(claims -> claims.get("sub"))
                .map(RequestedClaims::values)
                .orElse(List.of());
    }

    /** The values of a claim that is requested with {@code value} or {@code values}. */
    static List<String> values(ClaimsSetRequest.Entry claim) {
        List<?> values = claim.getValuesAsRawList();
        return values != null
                ? values.stream().map(String::valueOf).toList()
                : Stream.ofNullable(claim.getRawValue()).map(String::valueOf).toList();
    }

    private static Stream<String> names(@Nullable ClaimsSetRequest claims) {
        return claims == null ? Stream.empty() : claims.getEntries().stream().map(ClaimsSetRequest.Entry::getClaimName);
    }
}
