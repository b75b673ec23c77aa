package io.doorway.session.client;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.openid.connect.sdk.SubjectType;
import io.doorway.protocol.challenge.CheckPolicy;
import io.doorway.protocol.challenge.RelyingParty;
import io.doorway.protocol.challenge.Timing;
import java.net.URI;
import java.util.Set;

/**
 * A relying party as registered: every value is checked, nothing is optional any more.
 *
 * @param id the {@code client_id}
 * @param name shown to the person; plain text on one line
 * @param uri the client's own page; its host is the domain shown to the person
 * @param redirectUris where answers may go, compared character by character
 * @param credentials how the client proves to be itself
 * @param scope what it may ask for at most; always with {@code openid}
 * @param subjectType whether its {@code sub} is the account or a pseudonym of its own
 * @param idTokenAlgorithm how its ID tokens are signed
 * @param pkceRequired whether a request without PKCE is refused
 * @param pushedRequestsRequired whether a request that was not pushed is refused (RFC 9126 section 6)
 * @param acr what its logins reach at least
 * @param checkPolicy when the browser has to prove that it is in front of the person who approved
 * @param sharedWorkstation whether all its browsers are used by several people, so that none becomes known
 * @param timing how long each state of a login lasts
 */
public record RegisteredClient(
        String id,
        String name,
        URI uri,
        Set<String> redirectUris,
        ClientCredentials credentials,
        Set<String> scope,
        SubjectType subjectType,
        JWSAlgorithm idTokenAlgorithm,
        boolean pkceRequired,
        boolean pushedRequestsRequired,
        String acr,
        CheckPolicy checkPolicy,
        boolean sharedWorkstation,
        Timing timing) {
    public RegisteredClient {
        redirectUris = Set.copyOf(redirectUris);
        scope = Set.copyOf(scope);
    }

    /** What the person is shown of it. */
    public RelyingParty relyingParty() {
        return new RelyingParty(id, name, uri.getHost());
    }

    /** The host that pairwise subjects are computed for (OpenID Connect Core section 8.1). */
    public String sector() {
        return URI.create(redirectUris.iterator().next()).getHost();
    }
}
