package io.doorway.session.provider.client;

import com.nimbusds.jose.JWSAlgorithm;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a registration may ask for because of the configuration of the provider.
 *
 * @param pairwise whether there is a salt for pairwise subjects
 * @param algorithms for which there is a signing key
 */
record ProviderCapabilities(boolean pairwise, List<JWSAlgorithm> algorithms) {
    /** Everything: for the check of a file without a provider. */
    static final ProviderCapabilities ALL =
            new ProviderCapabilities(true, List.of(JWSAlgorithm.ES256, JWSAlgorithm.PS256, JWSAlgorithm.RS256));

    /**
     * Adds what the client asks for and the provider does not have.
     *
     * @param name of the client, as in {@link Mistake}
     */
    void check(String name, RegisteredClient client, Mistakes mistakes) {
        if (client.hasPairwiseSubjects() && !pairwise) {
            mistakes.add(InvalidClientsException.of(name, "subject_type", "pairwise needs doorway.pairwise-salt"));
        }
        checkAlgorithm(name, "id_token_signed_response_alg", client.idTokenAlgorithm(), mistakes);
        checkAlgorithm(
                name, "authorization_signed_response_alg", client.tokens().signedResponses(), mistakes);
        checkAlgorithm(
                name, "introspection_signed_response_alg", client.tokens().signedIntrospection(), mistakes);
        checkAlgorithm(name, "userinfo_signed_response_alg", client.userInfoAlgorithm(), mistakes);
    }

    private void checkAlgorithm(String client, String property, @Nullable JWSAlgorithm algorithm, Mistakes mistakes) {
        if (algorithm != null && !algorithms.contains(algorithm)) {
            mistakes.add(InvalidClientsException.of(
                    client, property, algorithm + " needs a key for it in doorway.signing-keys"));
        }
    }
}
