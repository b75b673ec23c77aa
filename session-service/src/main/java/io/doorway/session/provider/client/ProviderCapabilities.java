package io.doorway.session.provider.client;

import com.nimbusds.jose.JWSAlgorithm;
import io.doorway.session.provider.certificate.MutualTlsConfig;
import io.doorway.session.provider.client.RegisteredClient.ByCertificate;
import io.doorway.session.provider.client.RegisteredClient.ClientCredentials;
import io.doorway.session.provider.keys.SigningKeys;
import io.doorway.session.provider.oauth.Confirmation.Method;
import io.doorway.session.provider.oauth.ProviderConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a registration may ask for because of the configuration of the provider.
 *
 * @param pairwise whether there is a salt for pairwise subjects
 * @param algorithms for which there is a signing key
 * @param certificates whether the proxies pass the certificates of clients
 * @param verifiedChains whether they verified the chains of those certificates
 */
record ProviderCapabilities(
        boolean pairwise, List<JWSAlgorithm> algorithms, boolean certificates, boolean verifiedChains) {
    /** Everything: for the check of a file without a provider. */
    static final ProviderCapabilities ALL = new ProviderCapabilities(
            true, List.of(JWSAlgorithm.ES256, JWSAlgorithm.PS256, JWSAlgorithm.RS256), true, true);

    static ProviderCapabilities of(ProviderConfig settings, MutualTlsConfig mutualTls, SigningKeys keys) {
        return new ProviderCapabilities(
                settings.pairwiseSalt().isPresent(),
                keys.algorithms(),
                mutualTls.origin().isPresent(),
                mutualTls.origin().isPresent() && mutualTls.verifiedChains());
    }

    /**
     * Adds what the client asks for and the provider does not have.
     *
     * @param name of the client, as in {@link Mistake}
     */
    void check(String name, RegisteredClient client, Mistakes mistakes) {
        if (client.hasPairwiseSubjects() && !pairwise) {
            mistakes.add(InvalidClientsException.of(name, "subject_type", "pairwise needs doorway.pairwise-salt"));
        }
        if (client.credentials() instanceof ByCertificate && !certificates) {
            mistakes.add(
                    InvalidClientsException.of(name, "token_endpoint_auth_method", "needs doorway.mutual-tls.origin"));
        } else if (client.credentials() instanceof ClientCredentials.CertifiedName && !verifiedChains) {
            mistakes.add(InvalidClientsException.of(
                    name, "token_endpoint_auth_method", "tls_client_auth needs doorway.mutual-tls.verified-chains"));
        }
        if (client.tokens().confirmation() == Method.CERTIFICATE && !certificates) {
            mistakes.add(InvalidClientsException.of(
                    name, "tls_client_certificate_bound_access_tokens", "needs doorway.mutual-tls.origin"));
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
