package io.doorway.session.provider.keys;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The private keys of one version of the file.
 *
 * <p>For each algorithm, the key that began last signs. Every key is published, one that has not begun too: verifiers know a key before the
 * first signature with it. A key that another has replaced is published until its end, so that what it signed can be verified.
 */
final class SigningKeySet {
    /** Algorithms that clients may rely on without asking the operator (OpenID Connect Core section 15.1; the default of Doorway). */
    private static final List<JWSAlgorithm> REQUIRED = List.of(JWSAlgorithm.ES256, JWSAlgorithm.RS256);

    /** The keys of a file that does not exist yet. */
    static final SigningKeySet EMPTY = new SigningKeySet(List.of());

    private final List<SigningKey> keys;

    private SigningKeySet(List<SigningKey> keys) {
        this.keys = List.copyOf(keys);
    }

    /**
     * The keys of a set.
     *
     * @param now the time at which every algorithm must have a key that has begun
     * @throws IllegalArgumentException with what is wrong
     */
    static SigningKeySet of(JWKSet set, Instant now) {
        List<SigningKey> keys = new ArrayList<>();
        for (JWK key : set.getKeys()) {
            try {
                keys.add(SigningKey.of(key));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("key " + (keys.size() + 1) + ": " + e.getMessage(), e);
            }
        }
        SigningKeySet parsed = new SigningKeySet(keys);
        Stream.concat(REQUIRED.stream(), parsed.algorithms().stream())
                .forEach(algorithm -> parsed.requireBegun(algorithm, now));
        return parsed;
    }

    private void requireBegun(JWSAlgorithm algorithm, Instant now) {
        if (current(algorithm, now).isEmpty()) {
            throw new IllegalArgumentException("no key for " + algorithm + " whose nbf has passed");
        }
    }

    Set<JWSAlgorithm> algorithms() {
        return keys.stream().map(SigningKey::algorithm).collect(Collectors.toUnmodifiableSet());
    }

    /** The key that signs now. */
    Optional<SigningKey> current(JWSAlgorithm algorithm, Instant now) {
        return keys.stream()
                .filter(key -> key.algorithm().equals(algorithm) && !key.from().isAfter(now))
                .max(Comparator.comparing(SigningKey::from));
    }

    /** The keys that verifiers need now. */
    List<SigningKey> published(Instant now) {
        return keys.stream().filter(key -> isPublished(key, now)).toList();
    }

    private boolean isPublished(SigningKey key, Instant now) {
        Instant until = key.until();
        return until == null
                || now.isBefore(until)
                || current(key.algorithm(), now).filter(key::equals).isPresent();
    }
}
