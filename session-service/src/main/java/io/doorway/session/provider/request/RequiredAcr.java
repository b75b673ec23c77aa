package io.doorway.session.provider.request;

import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.OIDCClaimsRequest;
import com.nimbusds.openid.connect.sdk.claims.ACR;
import com.nimbusds.openid.connect.sdk.claims.ClaimRequirement;
import com.nimbusds.openid.connect.sdk.claims.ClaimsSetRequest;
import io.doorway.protocol.vocabulary.Acr;
import io.doorway.protocol.vocabulary.Action;
import io.doorway.session.provider.client.RegisteredClient;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Computes the {@code acr} that a login must reach: the strongest of the client's registered minimum, the preferred value of the request,
 * and the minimum of the action. A request passes through the browser, where an attacker may remove values from it, so it can only raise the
 * other two.
 */
@Singleton
public class RequiredAcr {
    private final ActionTypes actionTypes;

    RequiredAcr(ActionTypes actionTypes) {
        this.actionTypes = actionTypes;
    }

    public Acr of(RegisteredClient client, AuthenticationRequest request, Action action) {
        Acr minimum = actionTypes.isHighRisk(action) ? Acr.PASSKEY : Acr.QR;
        return Stream.concat(RequestedAcr.of(request).preferred().stream(), Stream.of(client.acr(), minimum))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /**
     * The {@code acr} values of a request: {@code acr_values}, and the claim {@code acr} of the {@code claims} parameter.
     *
     * @param known the values that Doorway supports; others are ignored (OpenID Connect Core section 3.1.2.1)
     * @param preferred the first of {@code acr_values} and the first of the claim that Doorway supports: both list values in order of
     *     preference. Of an essential claim, the first that every login can reach
     * @param essential the values of an essential claim, supported or not; empty if there is none (section 5.5.1.1)
     */
    record RequestedAcr(List<Acr> known, List<Acr> preferred, List<String> essential) {
        /** Values that a login reaches whether or not the person crosses devices. */
        private static final Set<String> ALWAYS_REACHABLE = Set.of(Acr.QR.uri(), Acr.PASSKEY.uri());

        static RequestedAcr of(AuthenticationRequest request) {
            Optional<ClaimsSetRequest.Entry> claim = Optional.ofNullable(request.getOIDCClaims())
                    .map(OIDCClaimsRequest::getIDTokenClaimsRequest)
                    .map(claims -> claims.get("acr"));
            List<String> claimed = claim.map(RequestedClaims::values).orElse(List.of());
            boolean essential = claim.filter(entry -> entry.getClaimRequirement() == ClaimRequirement.ESSENTIAL)
                    .isPresent();
            List<Acr> ofParameter = known(values(request.getACRValues()));
            List<Acr> ofClaim = known(claimed.stream());
            List<Acr> preferred = Stream.concat(
                            ofParameter.stream().limit(1),
                            ofClaim.stream()
                                    .filter(acr -> !essential || ALWAYS_REACHABLE.contains(acr.uri()))
                                    .limit(1))
                    .toList();
            List<Acr> known = Stream.concat(ofParameter.stream(), ofClaim.stream())
                    .distinct()
                    .toList();
            return new RequestedAcr(known, preferred, essential ? claimed : List.of());
        }

        private static List<Acr> known(Stream<String> values) {
            return values.flatMap(value -> Acr.parse(value).stream()).toList();
        }

        /** Whether every approved login reaches one of the essential values. */
        boolean isAlwaysReachable() {
            return essential.isEmpty() || essential.stream().anyMatch(ALWAYS_REACHABLE::contains);
        }

        private static Stream<String> values(@Nullable List<ACR> values) {
            return values == null ? Stream.empty() : values.stream().map(ACR::getValue);
        }
    }
}
