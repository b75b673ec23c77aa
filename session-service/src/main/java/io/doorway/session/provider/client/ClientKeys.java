package io.doorway.session.provider.client;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.auth.verifier.ClientCredentialsSelector;
import com.nimbusds.oauth2.sdk.auth.verifier.Context;
import com.nimbusds.oauth2.sdk.auth.verifier.InvalidClientException;
import com.nimbusds.oauth2.sdk.id.ClientID;
import io.doorway.protocol.secret.SecretText;
import io.doorway.session.provider.client.RegisteredClient.ClientCredentials;
import io.quarkus.logging.Log;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;

/** Gives the SDK's verifier the credentials of a client. Keys that the client publishes were fetched before. */
final class ClientKeys implements ClientCredentialsSelector<ClientCredentials> {

    @Override
    public List<Secret> selectClientSecrets(
            ClientID id, ClientAuthenticationMethod method, Context<ClientCredentials> context)
            throws InvalidClientException {
        if (context.get()
                instanceof ClientCredentials.ClientSecret(SecretText secret, ClientAuthenticationMethod registered)) {
            return List.of(new Secret(secret.open()));
        }
        throw InvalidClientException.NO_REGISTERED_SECRET;
    }

    @Override
    public List<? extends PublicKey> selectPublicKeys(
            ClientID id,
            ClientAuthenticationMethod method,
            JWSHeader header,
            boolean forceRefresh,
            Context<ClientCredentials> context)
            throws InvalidClientException {
        if (context.get() instanceof ClientCredentials.InlineKeys inline) {
            return select(inline.keys(), header);
        }
        throw InvalidClientException.NO_REGISTERED_JWK_SET;
    }

    /** The keys of the set that may have signed with this header. */
    static List<PublicKey> select(JWKSet keys, JWSHeader header) {
        return publicKeys(new JWKSelector(JWKMatcher.forJWSHeader(header)).select(keys));
    }

    private static List<PublicKey> publicKeys(List<JWK> keys) {
        List<PublicKey> publicKeys = new ArrayList<>();
        for (JWK key : keys) {
            if (key instanceof AsymmetricJWK asymmetric) {
                try {
                    publicKeys.add(asymmetric.toPublicKey());
                } catch (JOSEException unusable) {
                    Log.debugf("a published key is not usable: %s", unusable.getMessage());
                }
            }
        }
        return publicKeys;
    }
}
