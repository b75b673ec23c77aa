package io.doorway.session.client;

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
import jakarta.enterprise.context.ApplicationScoped;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.URI;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where the SDK's verifier finds what a client registered.
 *
 * <p>Keys that a client publishes are fetched with short limits of time and size, cached for five minutes, asked for at most
 * twice in half a minute, and never through a redirect: the address is the operator's choice, its answer is not.
 */
@ApplicationScoped
class ClientKeys implements ClientCredentialsSelector<RegisteredClient> {
    private static final int CONNECT_MILLIS = 1000;
    private static final int READ_MILLIS = 2000;
    private static final int MAX_BYTES = 64 * 1024;

    private final Map<URI, JWKSource<SecurityContext>> published = new ConcurrentHashMap<>();

    @Override
    public List<Secret> selectClientSecrets(
            ClientID id, ClientAuthenticationMethod method, Context<RegisteredClient> context)
            throws InvalidClientException {
        if (context.get().credentials() instanceof ClientCredentials.SharedSecret shared) {
            return List.of(new Secret(shared.secret().open()));
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
            case ClientCredentials.SharedSecret shared -> throw InvalidClientException.NO_REGISTERED_JWK_SET;
            case ClientCredentials.WrittenKeys written -> publicKeys(selector.select(written.keys()));
            case ClientCredentials.PublishedKeys keys -> publicKeys(fetch(keys.address(), selector));
        };
    }

    private List<JWK> fetch(URI address, JWKSelector selector) throws InvalidClientException {
        try {
            return published.computeIfAbsent(address, ClientKeys::source).get(selector, null);
        } catch (KeySourceException e) {
            throw InvalidClientException.NO_MATCHING_JWK;
        }
    }

    private static JWKSource<SecurityContext> source(URI address) {
        try {
            return JWKSourceBuilder.create(address.toURL(), new NoRedirects()).build();
        } catch (MalformedURLException e) {
            throw new IllegalStateException("the address was checked when it was registered", e);
        }
    }

    private static List<PublicKey> publicKeys(List<JWK> keys) throws InvalidClientException {
        List<PublicKey> found = new ArrayList<>();
        for (JWK key : keys) {
            if (key instanceof AsymmetricJWK asymmetric) {
                try {
                    found.add(asymmetric.toPublicKey());
                } catch (com.nimbusds.jose.JOSEException unusable) {
                    throw InvalidClientException.NO_MATCHING_JWK;
                }
            }
        }
        return found;
    }

    private static final class NoRedirects extends DefaultResourceRetriever {
        NoRedirects() {
            super(CONNECT_MILLIS, READ_MILLIS, MAX_BYTES);
        }

        @Override
        protected HttpURLConnection openConnection(java.net.URL url) throws java.io.IOException {
            HttpURLConnection connection = super.openConnection(url);
            connection.setInstanceFollowRedirects(false);
            return connection;
        }
    }
}
