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

    private static Stream<String> names(@Nullable ClaimsSetRequest claims) {
        return claims == null ? Stream.empty() : claims.getEntries().stream().map(ClaimsSetRequest.Entry::getClaimName);
    }
}
