package io.doorway.session.provider.client;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.auth.verifier.ClientCredentialsSelector;
import com.nimbusds.oauth2.sdk.auth.verifier.Context;
import com.nimbusds.oauth2.sdk.auth.verifier.InvalidClientException;
import com.nimbusds.oauth2.sdk.id.ClientID;
import io.doorway.protocol.secret.SecretText;
import io.doorway.session.provider.client.RegisteredClient.ClientCredentials;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The registered credentials of a client, for the SDK's verifier.
 *
 * <p>Keys that a client publishes are fetched with short limits of time and size, cached for five minutes, fetched at most twice in 30
 * seconds, and never through a redirect: the operator chose the address, but the client controls the response.
 */
@ApplicationScoped
class ClientKeys implements ClientCredentialsSelector<RegisteredClient> {
    private static final int CONNECT_MILLIS = 1000;
    private static final int READ_MILLIS = 2000;
    private static final int MAX_BYTES = 64 * 1024;

    private final Map<URI, JWKSource<SecurityContext>> sources = new ConcurrentHashMap<>();

    @Override
    public List<Secret> selectClientSecrets(
            ClientID id, ClientAuthenticationMethod method, Context<RegisteredClient> context)
            throws InvalidClientException {
        if (context.get().credentials() instanceof ClientCredentials.ClientSecret(SecretText secret)) {
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
            Context<RegisteredClient> context)
            throws InvalidClientException {
        JWKSelector selector = new JWKSelector(JWKMatcher.forJWSHeader(header));
        return switch (context.get().credentials()) {
            case ClientCredentials.ClientSecret secret -> throw InvalidClientException.NO_REGISTERED_JWK_SET;
            case ClientCredentials.InlineKeys inline -> publicKeys(selector.select(inline.keys()));
            case ClientCredentials.RemoteKeys remote -> publicKeys(fetch(remote.address(), selector));
        };
    }

    private List<JWK> fetch(URI address, JWKSelector selector) throws InvalidClientException {
        try {
            return sources.computeIfAbsent(address, ClientKeys::source).get(selector, null);
        } catch (KeySourceException e) {
            throw InvalidClientException.NO_MATCHING_JWK;
        }
    }

    private static JWKSource<SecurityContext> source(URI address) {
        try {
            return JWKSourceBuilder.create(address.toURL(), new NoRedirects()).build();
        } catch (MalformedURLException e) {
            throw new IllegalStateException("ClientRules validated the address", e);
        }
    }

    private static List<PublicKey> publicKeys(List<JWK> keys) throws InvalidClientException {
        List<PublicKey> publicKeys = new ArrayList<>();
        for (JWK key : keys) {
            if (key instanceof AsymmetricJWK asymmetric) {
                try {
                    publicKeys.add(asymmetric.toPublicKey());
                } catch (JOSEException e) {
                    throw InvalidClientException.NO_MATCHING_JWK;
                }
            }
        }
        return publicKeys;
    }

    private static final class NoRedirects extends DefaultResourceRetriever {
        NoRedirects() {
            super(CONNECT_MILLIS, READ_MILLIS, MAX_BYTES);
        }

        @Override
        protected HttpURLConnection openConnection(URL url) throws IOException {
            HttpURLConnection connection = super.openConnection(url);
            connection.setInstanceFollowRedirects(false);
            return connection;
        }
    }
}
