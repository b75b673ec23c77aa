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

    /** Adds what the client asks for and the provider does not have. */
    void check(RegisteredClient client, Mistakes mistakes) {
        if (client.hasPairwiseSubjects() && !pairwise) {
            mistakes.add(
                    InvalidClientsException.of(client.id(), "subject_type", "pairwise needs doorway.pairwise-salt"));
        }
        checkAlgorithm(client, "id_token_signed_response_alg", client.idTokenAlgorithm(), mistakes);
        checkAlgorithm(
                client, "authorization_signed_response_alg", client.tokens().signedResponses(), mistakes);
        checkAlgorithm(
                client, "introspection_signed_response_alg", client.tokens().signedIntrospection(), mistakes);
        checkAlgorithm(client, "userinfo_signed_response_alg", client.userInfoAlgorithm(), mistakes);
    }

    private void checkAlgorithm(
            RegisteredClient client, String property, @Nullable JWSAlgorithm algorithm, Mistakes mistakes) {
        if (algorithm != null && !algorithms.contains(algorithm)) {
            mistakes.add(InvalidClientsException.of(
                    client.id(), property, algorithm + " needs a key for it in doorway.signing-keys"));
        }
    }
}
