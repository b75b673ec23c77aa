package io.doorway.session.provider.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.JWKGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;

/**
 * Adds a new key for each algorithm to a JWK set. The new keys are published at once and begin to sign later, the first key of an algorithm
 * at once; those that they replace are published until what they signed has expired everywhere.
 *
 * @param lead until the new keys begin to sign: longer than verifiers keep a copy of the keys
 * @param keep for which a key is published after another has replaced it
 * @param olderThan only algorithms whose newest key began before this time get a new one; zero for all
 */
record SigningKeyRotation(Duration lead, Duration keep, Duration olderThan) {
    private static final int RSA_BITS = 2048;
    private static final List<JWSAlgorithm> ALGORITHMS =
            List.of(JWSAlgorithm.ES256, JWSAlgorithm.PS256, JWSAlgorithm.RS256);

    /** The set with new keys, without those that are not published any more; the same set if no key is older than asked. */
    JWKSet apply(JWKSet set, Instant now) {
        List<JWSAlgorithm> due = ALGORITHMS.stream()
                .filter(algorithm -> newest(set, algorithm)
                        .filter(key -> key.from().isAfter(now.minus(olderThan)))
                        .isEmpty())
                .toList();
        if (due.isEmpty()) {
            return set;
        }
        SigningKeySet published = set.isEmpty() ? SigningKeySet.EMPTY : SigningKeySet.of(set, now);
        List<JWK> keys = new ArrayList<>();
        for (JWK key : set.getKeys()) {
            SigningKey parsed = SigningKey.of(key);
            if (published.published(now).stream()
                    .anyMatch(other -> other.publicKey().equals(parsed.publicKey()))) {
                keys.add(due.contains(parsed.algorithm()) && parsed.until() == null ? ending(key, now) : key);
            }
        }
        for (JWSAlgorithm algorithm : due) {
            boolean first = !published.algorithms().contains(algorithm);
            keys.add(generate(algorithm, now, first ? now : now.plus(lead)));
        }
        return new JWKSet(keys, set.getAdditionalMembers());
    }

    private static Optional<SigningKey> newest(JWKSet set, JWSAlgorithm algorithm) {
        return set.getKeys().stream()
                .map(SigningKey::of)
                .filter(key -> key.algorithm().equals(algorithm))
                .max(Comparator.comparing(SigningKey::from));
    }

    private JWK ending(JWK key, Instant now) {
        Date until = Date.from(now.plus(lead).plus(keep));
        return switch (key) {
            case ECKey ec -> new ECKey.Builder(ec).expirationTime(until).build();
            case RSAKey rsa -> new RSAKey.Builder(rsa).expirationTime(until).build();
            default -> throw new IllegalArgumentException("unsupported key type " + key.getKeyType());
        };
    }

    private static JWK generate(JWSAlgorithm algorithm, Instant now, Instant from) {
        JWKGenerator<?> generator =
                algorithm.equals(JWSAlgorithm.ES256) ? new ECKeyGenerator(Curve.P_256) : new RSAKeyGenerator(RSA_BITS);
        try {
            return generator
                    .algorithm(algorithm)
                    .keyUse(KeyUse.SIGNATURE)
                    .keyIDFromThumbprint(true)
                    .issueTime(Date.from(now))
                    .notBeforeTime(Date.from(from))
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("every JDK generates such keys", e);
        }
    }
}
