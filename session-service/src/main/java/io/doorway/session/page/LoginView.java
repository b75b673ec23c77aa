package io.doorway.session.page;

import io.doorway.protocol.challenge.Action;
import io.doorway.protocol.challenge.RelyingParty;
import java.net.URI;
import java.util.Optional;

/**
 * What a login page is made of.
 *
 * @param ticketJwt what the page shows to get a challenge
 * @param relyingParty who asks
 * @param action what for
 * @param requestDigest the same for the same authorization request, so that a reload finds its challenge again
 * @param shared whether the relying party says that others use the browser too
 * @param clientUri the relying party's home
 * @param cancelUri where a person who gives up goes: back to the relying party with its error; empty if there is no safe way
 */
public record LoginView(
        String ticketJwt,
        RelyingParty relyingParty,
        Action action,
        String requestDigest,
        boolean shared,
        URI clientUri,
        Optional<URI> cancelUri) {

    /** Where "back" leads. */
    URI leave() {
        return cancelUri.orElse(clientUri);
    }
}
