package io.doorway.session.provider.keys;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.doorway.session.provider.oauth.ProviderConfig;
import io.quarkus.logging.Log;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The keys that sign ID tokens, from the last version of the file without an error.
 *
 * <p>An error at startup stops the start. An error in a later change is logged and the change is ignored. The content is compared every two
 * seconds and the file is not watched, because Kubernetes replaces mounted files by swapping links.
 */
@Startup
@Singleton
public class SigningKeys {
    private final Path file;
    private final Optional<Path> passwordFile;
    private final InstantSource clock;
    private volatile Version current;

    private record Version(byte[] content, SigningKeySet keys) {}

    public SigningKeys(ProviderConfig settings, InstantSource clock) {
        this.file = settings.signingKeys();
        this.passwordFile = settings.signingKeysPasswordFile();
        this.clock = clock;
        try {
            byte[] content = SigningKeyFile.read(file);
            this.current = new Version(content, parse(content));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("doorway.signing-keys: " + e.getMessage(), e);
        }
    }

    /** The public keys that verify what was signed, and what will be signed soon. */
    public JWKSet publicKeys() {
        List<JWK> keys = current.keys().published(clock.instant()).stream()
                .map(SigningKey::publicKey)
                .toList();
        return new JWKSet(keys);
    }

    /** The algorithms that a client may register for; always with ES256 and RS256. */
    public List<JWSAlgorithm> algorithms() {
        return current.keys().algorithms().stream()
                .sorted(Comparator.comparing(JWSAlgorithm::getName))
                .toList();
    }

    /**
     * Signs the claims.
     *
     * @param algorithm one of {@link #algorithms()}
     */
    public SignedJWT sign(JWTClaimsSet claims, JWSAlgorithm algorithm) {
        return key(algorithm).sign(claims);
    }

    /**
     * Signs the claims of a JWT that has a type of its own (RFC 8725 section 3.11).
     *
     * @param algorithm one of {@link #algorithms()}
     */
    public SignedJWT sign(JWTClaimsSet claims, JWSAlgorithm algorithm, JOSEObjectType type) {
        return key(algorithm).sign(claims, type);
    }

    private SigningKey key(JWSAlgorithm algorithm) {
        return current.keys()
                .current(algorithm, clock.instant())
                .orElseThrow(() -> new IllegalStateException("no key for " + algorithm));
    }

    @Scheduled(every = "2s", delayed = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    synchronized void reload() {
        try {
            byte[] content = SigningKeyFile.read(file);
            if (!Arrays.equals(content, current.content())) {
                current = new Version(content, change(content));
            }
        } catch (IllegalArgumentException e) {
            Log.warnf("doorway.signing-keys: %s; the previous keys stay in force", e.getMessage());
        }
    }

    /** The changed keys; the previous ones if the change has an error, which is logged once. */
    private SigningKeySet change(byte[] content) {
        Set<JWSAlgorithm> before = current.keys().algorithms();
        try {
            SigningKeySet changed = parse(content);
            if (!changed.algorithms().containsAll(before)) {
                throw new IllegalArgumentException("an algorithm was removed, which clients may be registered for");
            }
            Log.infof(
                    "the signing keys changed: %d are published",
                    changed.published(clock.instant()).size());
            return changed;
        } catch (IllegalArgumentException e) {
            Log.errorf("the signing keys changed, but %s; the previous keys stay in force", e.getMessage());
            return current.keys();
        }
    }

    private SigningKeySet parse(byte[] content) {
        Optional<String> password =
                passwordFile.map(SigningKeyFile::read).map(bytes -> new String(bytes, StandardCharsets.UTF_8).strip());
        return SigningKeySet.of(SigningKeyFile.parse(content, password), clock.instant());
    }
}
