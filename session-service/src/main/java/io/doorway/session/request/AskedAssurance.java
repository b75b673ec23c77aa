package io.doorway.session.request;

import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.OIDCClaimsRequest;
import com.nimbusds.openid.connect.sdk.claims.ACR;
import com.nimbusds.openid.connect.sdk.claims.ClaimRequirement;
import com.nimbusds.openid.connect.sdk.claims.ClaimsSetRequest;
import io.doorway.protocol.challenge.Acr;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The assurance that a request asks for: {@code acr_values}, and the claim {@code acr} of the {@code claims} parameter.
 *
 * @param named the values that Doorway knows; any other is as if it had not been named (OpenID Connect Core section 3.1.2.1)
 * @param essential what an essential claim insists on, known or not; empty if nothing (section 5.5.1.1)
 */
record AskedAssurance(List<String> named, List<String> essential) {
    /** What holds for a login whether or not the person crosses devices. */
    private static final Set<String> PROMISED = Set.of(Acr.QR, Acr.PASSKEY);

    static AskedAssurance of(AuthenticationRequest request) {
        Optional<ClaimsSetRequest.Entry> claim = Optional.ofNullable(request.getOIDCClaims())
                .map(OIDCClaimsRequest::getIDTokenClaimsRequest)
                .map(claims -> claims.get("acr"));
        List<String> claimed = claim.map(AskedAssurance::values).orElse(List.of());
        boolean insists = claim.filter(entry -> entry.getClaimRequirement() == ClaimRequirement.ESSENTIAL)
                .isPresent();
        List<String> named = Stream.concat(values(request.getACRValues()), claimed.stream())
                .filter(Acr.ALL::contains)
                .distinct()
                .toList();
        return new AskedAssurance(named, insists ? claimed : List.of());
    }

    /** Whether what is insisted on is sure to be reached by everybody who approves. */
    boolean canBePromised() {
        return essential.isEmpty() || essential.stream().anyMatch(PROMISED::contains);
    }

    /** The strongest value that is named here or given besides. */
    String strongest(Stream<String> besides) {
        return Stream.concat(named.stream(), besides)
                .max(Comparator.comparing(Acr.ALL::indexOf))
                .orElse(Acr.QR);
    }

    private static Stream<String> values(@Nullable List<ACR> values) {
        return values == null ? Stream.empty() : values.stream().map(ACR::getValue);
    }

    private static List<String> values(ClaimsSetRequest.Entry claim) {
        List<?> several = claim.getValuesAsRawList();
        Object single = claim.getRawValue();
        return several != null
                ? several.stream().map(String::valueOf).toList()
                : Stream.ofNullable(single).map(String::valueOf).toList();
    }
}
