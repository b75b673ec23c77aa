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
import io.doorway.clients.file.PrivateFiles;
import io.doorway.protocol.encoding.Base64Url;
import io.doorway.protocol.record.EventWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.text.ParseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The secrets of a local platform, created at the first start and then read from its data directory. Each contains a marker, because of
 * which services refuse it in production.
 */
final class PlatformKeys {

    /** The marker that {@code io.doorway.web.safety.LocalKeys} detects. */
    private static final String MARKER = "doorway-local";

    private static final int SYMMETRIC_KEY_BYTES = 32;
    private static final int RSA_BITS = 2048;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path directory;

    private PlatformKeys(Path directory) {
        this.directory = directory;
    }

    /** The keys in this data directory. */
    static PlatformKeys in(Path data) {
        return new PlatformKeys(PrivateFiles.directory(data.resolve("keys")));
    }

    /** Keys that exist, in a data directory that may be read-only. */
    static PlatformKeys existing(Path data) {
        return new PlatformKeys(data.resolve("keys"));
    }

    /** The key of login tickets, which session-service and challenge-service share. */
    String ticketKey() {
        return PrivateFiles.read(file("ticket.key", PlatformKeys::symmetricKey));
    }

    /** The salt of pairwise subject identifiers. */
    String pairwiseSalt() {
        return PrivateFiles.read(file("pairwise.salt", PlatformKeys::symmetricKey));
    }

    /** The key of the secrets of clients that are registered by requests. */
    String registrationKey() {
        return PrivateFiles.read(file("registration.key", PlatformKeys::symmetricKey));
    }

    /** The demo bank's client secret. */
    String bankSecret() {
        return PrivateFiles.read(file("demo-bank.secret", PlatformKeys::symmetricKey));
    }

    /** The password of a server, or of one of its users. */
    String password(String user) {
        return PrivateFiles.read(file(user + ".password", PlatformKeys::symmetricKey));
    }

    /** The JWK set with which session-service signs tokens. */
    Path signingKeys() {
        return file("signing.jwks", () -> {
            JWKSet keys = new JWKSet(List.of(
                    generate(() -> new ECKeyGenerator(Curve.P_256)
                            .keyUse(KeyUse.SIGNATURE)
                            .algorithm(JWSAlgorithm.ES256)
                            .keyIDFromThumbprint(true)
                            .generate()),
                    rsaKey(JWSAlgorithm.RS256),
                    rsaKey(JWSAlgorithm.PS256)));
            return withLocalMarker(keys.toJSONObject(false));
        });
    }

    /** The JWK set of one service: its own key for events, and those of the services whose events it reads. */
    Path eventKeys(String service) {
        boolean readsEvents =
                EventWriter.of(service).map(EventWriter::readsEvents).orElse(true);
        return file("event-keys-" + service + ".jwks", () -> {
            List<Map<String, Object>> keys = allEventKeys().stream()
                    .filter(key -> readsEvents || service.equals(key.get("service")))
                    .toList();
            return withLocalMarker(new HashMap<>(Map.of("keys", keys)));
        });
    }

    /** The keys of all services, which no service gets as one file. */
    private List<Map<String, Object>> allEventKeys() {
        Path all = file("event-keys.jwks", () -> {
            List<Map<String, Object>> keys = Arrays.stream(EventWriter.values())
                    .map(PlatformKeys::eventKey)
                    .toList();
            return withLocalMarker(new HashMap<>(Map.of("keys", keys)));
        });
        try {
            return Arrays.asList(
                    JSONObjectUtils.getJSONObjectArray(JSONObjectUtils.parse(PrivateFiles.read(all)), "keys"));
        } catch (ParseException e) {
            throw new LocalPlatformException("damaged keys: " + all, e);
        }
    }

    private static Map<String, Object> eventKey(EventWriter writer) {
        return Map.of("kty", "oct", "kid", writer.service() + "-1", "service", writer.service(), "k", symmetricKey());
    }

    /** The key that signs the operator's JWTs. */
    RSAKey operatorKey() {
        try {
            return RSAKey.parse(PrivateFiles.read(operatorKeyFile()));
        } catch (ParseException e) {
            throw new LocalPlatformException("damaged key: " + operatorKeyFile(), e);
        }
    }

    /** The file of {@link #operatorKey}, a private JWK. */
    Path operatorKeyFile() {
        return file("operator.jwk", () -> rsaKey(JWSAlgorithm.RS256).toJSONString());
    }

    /** The JWK set that verifies the operator's JWTs. */
    Path operatorPublicKeys() {
        return file("operator-public.jwks", () -> withLocalMarker(new JWKSet(operatorKey()).toJSONObject(true)));
    }

    private Path file(String name, Supplier<String> content) {
        Path file = directory.resolve(name);
        return Files.exists(file) ? file : PrivateFiles.write(file, content.get());
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

    private static RSAKey rsaKey(JWSAlgorithm algorithm) {
        return generate(() -> new RSAKeyGenerator(RSA_BITS)
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(algorithm)
                .keyIDFromThumbprint(true)
                .generate());
    }

    private static String withLocalMarker(Map<String, Object> keys) {
        keys.put(MARKER, true);
        return JSONObjectUtils.toJSONString(keys);
    }

    private interface Generator<K> {
        K key() throws JOSEException;
    }

    private static <K> K generate(Generator<K> generator) {
        try {
            return generator.key();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
