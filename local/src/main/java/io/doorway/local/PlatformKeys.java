package io.doorway.local;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import io.doorway.protocol.Base64Url;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.text.ParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The secrets of one local platform, made the first time and then read from its data directory. Each carries the marker
 * by which a production service refuses it.
 */
final class PlatformKeys {

    /** As {@code io.doorway.edge.safety.LocalKeys} looks for it. */
    private static final String MARKER = "doorway-local";

    private static final int SYMMETRIC_KEY_BYTES = 32;
    private static final int RSA_BITS = 2048;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path directory;

    private PlatformKeys(Path directory) {
        this.directory = directory;
    }

    static PlatformKeys in(Path data) {
        return new PlatformKeys(OwnerOnly.directory(data.resolve("keys")));
    }

    /** Protects login tickets; shared by session-service and challenge-service. */
    String ticketKey() {
        return OwnerOnly.read(file("ticket.key", PlatformKeys::symmetricKey));
    }

    /** Pairwise subjects are computed with it. */
    String pairwiseSalt() {
        return OwnerOnly.read(file("pairwise.salt", PlatformKeys::symmetricKey));
    }

    /** The demo bank's client secret. */
    String bankSecret() {
        return OwnerOnly.read(file("demo-bank.secret", PlatformKeys::symmetricKey));
    }

    /** The JWK set that session-service signs tokens with. */
    Path signingKeys() {
        return file("signing.jwks", () -> {
            JWKSet keys = new JWKSet(List.of(
                    generate(() -> new ECKeyGenerator(Curve.P_256)
                            .keyUse(KeyUse.SIGNATURE)
                            .algorithm(JWSAlgorithm.ES256)
                            .keyIDFromThumbprint(true)
                            .generate()),
                    rsaKey()));
            return marked(keys.toJSONObject(false));
        });
    }

    /** Signs the operator's JWTs. */
    RSAKey operatorKey() {
        try {
            return RSAKey.parse(OwnerOnly.read(file("operator.jwk", () -> rsaKey().toJSONString())));
        } catch (ParseException damaged) {
            throw new LocalPlatformException("damaged key: " + directory.resolve("operator.jwk"), damaged);
        }
    }

    /** Verifies the operator's JWTs. */
    Path operatorPublicKeys() {
        return file("operator-public.jwks", () -> marked(new JWKSet(operatorKey()).toJSONObject(true)));
    }

    private Path file(String name, Supplier<String> content) {
        Path file = directory.resolve(name);
        return Files.exists(file) ? file : OwnerOnly.write(file, content.get());
    }

    private static String symmetricKey() {
        byte[] key = new byte[SYMMETRIC_KEY_BYTES];
        RANDOM.nextBytes(key);
        byte[] marker = MARKER.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(marker, 0, key, 0, marker.length);
        String text = Base64Url.encode(key);
        Arrays.fill(key, (byte) 0);
        return text;
    }

    private static RSAKey rsaKey() {
        return generate(() -> new RSAKeyGenerator(RSA_BITS)
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.RS256)
                .keyIDFromThumbprint(true)
                .generate());
    }

    private static String marked(Map<String, Object> keys) {
        keys.put(MARKER, true);
        return JSONObjectUtils.toJSONString(keys);
    }

    private interface Generator<K> {
        K key() throws JOSEException;
    }

    private static <K> K generate(Generator<K> generator) {
        try {
            return generator.key();
        } catch (JOSEException noSuchAlgorithm) {
            throw new IllegalStateException(noSuchAlgorithm);
        }
    }
}
