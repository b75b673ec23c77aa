package io.doorway.session.provider.client;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.KeyUse;
import io.doorway.session.provider.client.RegisteredClient.ClientCredentials;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Finds the key that a client's ID tokens are encrypted for (OpenID Connect Core section 10.2). */
@Singleton
public class EncryptionKeys {
    /** The one algorithm of key agreement that clients may register. */
    public static final JWEAlgorithm ALGORITHM = JWEAlgorithm.ECDH_ES_A256KW;

    /** The one algorithm of content encryption that clients may register. */
    public static final EncryptionMethod METHOD = EncryptionMethod.A256GCM;

    private static final JWKSelector SELECTOR = new JWKSelector(new JWKMatcher.Builder()
            .keyType(KeyType.EC)
            .curve(Curve.P_256)
            .keyUses(KeyUse.ENCRYPTION, null)
            .algorithms(ALGORITHM, null)
            .build());

    private final PublishedKeys publishedKeys;

    EncryptionKeys(PublishedKeys publishedKeys) {
        this.publishedKeys = publishedKeys;
    }

    /** Whether a client has one, and which. */
    public sealed interface EncryptionKey {
        /** The client did not register for encryption. */
        record NotRegistered() implements EncryptionKey {}

        /** The ID token is encrypted for this key. */
        record Found(ECKey key) implements EncryptionKey {}

        /** The client registered for encryption, but publishes no such key, or does not answer. */
        record Unavailable() implements EncryptionKey {}
    }

    public Uni<EncryptionKey> find(RegisteredClient client) {
        return switch (client.encryptionKeys()) {
            case null -> Uni.createFrom().item(new EncryptionKey.NotRegistered());
            case ClientCredentials.InlineKeys inline -> Uni.createFrom().item(found(Optional.of(inline.keys())));
            case ClientCredentials.RemoteKeys remote ->
                publishedKeys.find(remote.address(), null).map(EncryptionKeys::found);
        };
    }

    private static EncryptionKey found(Optional<JWKSet> keys) {
        return keys.flatMap(EncryptionKeys::select)
                .<EncryptionKey>map(EncryptionKey.Found::new)
                .orElseGet(EncryptionKey.Unavailable::new);
    }

    /** The first key of the set that says that it is for encryption: a key without a use may be the one that the client signs with. */
    static Optional<ECKey> select(JWKSet keys) {
        return SELECTOR.select(keys).stream()
                .filter(key -> KeyUse.ENCRYPTION.equals(key.getKeyUse()) || ALGORITHM.equals(key.getAlgorithm()))
                .findFirst()
                .map(JWK::toECKey);
    }
}
