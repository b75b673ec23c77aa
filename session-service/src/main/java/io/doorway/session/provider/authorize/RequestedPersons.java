package io.doorway.session.provider.authorize;

import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import io.doorway.session.provider.client.RegisteredClient;
import io.doorway.session.provider.oauth.RequestParameters;
import io.doorway.session.provider.request.RequestedClaims;
import io.doorway.session.provider.token.IdTokenHints;
import io.doorway.session.provider.token.IdTokenHints.IdTokenHint;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The person whom an authorization request names, by {@code id_token_hint} or by the value of the claim {@code sub} for the ID token. Nobody
 * else is logged in (OpenID Connect Core sections 3.1.2.2 and 5.5.1).
 */
@Singleton
class RequestedPersons {
    private final IdTokenHints hints;

    RequestedPersons(IdTokenHints hints) {
        this.hints = hints;
    }

    /**
     * The person of a request.
     *
     * @param subject the {@code sub} by which the client knows the person, or null if the request names nobody
     * @param unknown whether there is a hint that cannot be read, or is another client's: nobody is logged in without the phone then
     */
    record RequestedPerson(@Nullable String subject, boolean unknown) {}

    /** The person of a request; empty if it names two, so that nobody can be logged in. */
    Optional<RequestedPerson> of(AuthenticationRequest request, RequestParameters parameters, RegisteredClient client) {
        Optional<String> hinted = parameters
                .single("id_token_hint")
                .flatMap(hints::read)
                .filter(hint -> hint.client().equals(client.id()))
                .map(IdTokenHint::subject);
        Optional<String> claimed = RequestedClaims.subjects(request).stream().findFirst();
        if (hinted.isPresent() && claimed.isPresent() && !hinted.equals(claimed)) {
            return Optional.empty();
        }
        boolean unknown = hinted.isEmpty() && parameters.hasValue("id_token_hint");
        return Optional.of(new RequestedPerson(hinted.or(() -> claimed).orElse(null), unknown));
    }
}
