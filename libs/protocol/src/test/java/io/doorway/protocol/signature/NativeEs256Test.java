package io.doorway.protocol.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Both implementations of ES256 answer the test vectors of Project Wycheproof, except that the JDK accepts encodings that are too short. A
 * JWS with one of them is refused before, by its length.
 */
class NativeEs256Test {

    private static final String DER = "SHA256withECDSA";
    private static final String P1363 = "SHA256withECDSAinP1363Format";
    private static final Map<String, String> FILES =
            Map.of(DER, "ecdsa_secp256r1_sha256_test.json", P1363, "ecdsa_secp256r1_sha256_p1363_test.json");
    /** {@code Legacy: ASN encoding of s misses leading 0}. */
    private static final int MISSING_ZERO = 6;

    private static final int LENGTH_OF_JWS_SIGNATURE = 64;
    private static final byte[] TEXT = "text".getBytes(StandardCharsets.US_ASCII);

    private enum Implementation {
        JDK,
        NATIVE;

        Provider provider() throws GeneralSecurityException {
            assumeTrue(this == JDK || hasLibrary(), "there is no native library for this platform");
            return this == JDK ? Security.getProvider("SunEC") : NativeEs256.load();
        }
    }

    @AfterEach
    void remove() {
        NativeEs256.remove();
    }

    @ParameterizedTest
    @EnumSource
    void acceptsAndRefusesTheSignaturesOfWycheproofInDer(Implementation implementation) throws Exception {
        assertThat(differences(implementation, DER, test -> test.get("tcId").asInt() == MISSING_ZERO))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void acceptsAndRefusesTheSignaturesOfWycheproofInTheFormatOfJws(Implementation implementation) throws Exception {
        assertThat(differences(implementation, P1363, test -> bytes(test.get("sig")).length < LENGTH_OF_JWS_SIGNATURE))
                .isEmpty();
    }

    @Test
    void thePlatformsWithALibraryLoadIt() throws Exception {
        assumeTrue(hasLibrary(), "there is no native library for this platform");

        assertThat(NativeEs256.load().getServices())
                .extracting(Provider.Service::getAlgorithm)
                .containsExactlyInAnyOrderElementsOf(NativeEs256.ALGORITHMS);
    }

    @Test
    void installedItSignsForTheJdkAndVerifiesWhatTheJdkSigned() throws Exception {
        assumeTrue(hasLibrary(), "there is no native library for this platform");
        KeyPair pair = newKey("secp256r1");
        byte[] signedByTheJdk = sign(Signature.getInstance(DER, "SunEC"), pair);

        NativeEs256.load().install();
        NativeEs256.load().install();
        Signature first = Signature.getInstance(DER);
        first.initVerify(pair.getPublic());
        first.update(TEXT);

        assertThat(first.verify(signedByTheJdk)).isTrue();
        assertThat(first.getProvider().getName()).isEqualTo(NativeEs256.NAME);
        assertThat(verifies(Signature.getInstance(DER, "SunEC"), pair, sign(Signature.getInstance(DER), pair)))
                .isTrue();
        NativeEs256.remove();
        assertThat(Security.getProvider(NativeEs256.NAME)).isNull();
    }

    @Test
    void aKeyOfAnotherCurveIsStillVerified() throws Exception {
        assumeTrue(hasLibrary(), "there is no native library for this platform");
        NativeEs256.load().install();
        KeyPair pair = newKey("secp384r1");

        assertThat(verifies(Signature.getInstance(DER), pair, sign(Signature.getInstance(DER), pair)))
                .isTrue();
    }

    /**
     * A sentence for each test vector that is answered in another way than its file says.
     *
     * @param lenient what the JDK may answer as it likes
     */
    private static List<String> differences(
            Implementation implementation, String algorithm, Predicate<JsonNode> lenient) throws Exception {
        Provider provider = implementation.provider();
        List<String> differences = new ArrayList<>();
        int tests = 0;
        JsonNode file = read(FILES.get(algorithm));
        for (JsonNode group : file.get("testGroups")) {
            PublicKey key = KeyFactory.getInstance("EC")
                    .generatePublic(new X509EncodedKeySpec(bytes(group.get("publicKeyDer"))));
            for (JsonNode test : group.get("tests")) {
                boolean accepted = accepts(
                        Signature.getInstance(algorithm, provider),
                        key,
                        bytes(test.get("msg")),
                        bytes(test.get("sig")));
                boolean excepted = implementation == Implementation.JDK && lenient.test(test);
                if (!excepted && accepted != test.get("result").asText().equals("valid")) {
                    differences.add("%s: %s accepted %s".formatted(test.get("tcId"), test.get("comment"), accepted));
                }
                tests++;
            }
        }
        assertThat(tests).isEqualTo(file.get("numberOfTests").asInt()).isGreaterThan(200);
        return differences;
    }

    private static boolean accepts(Signature verifier, PublicKey key, byte[] text, byte[] signature)
            throws InvalidKeyException {
        verifier.initVerify(key);
        try {
            verifier.update(text);
            return verifier.verify(signature);
        } catch (SignatureException malformed) {
            return false;
        }
    }

    private static boolean verifies(Signature verifier, KeyPair pair, byte[] signature) throws InvalidKeyException {
        return accepts(verifier, pair.getPublic(), TEXT, signature);
    }

    private static byte[] sign(Signature signer, KeyPair pair) throws GeneralSecurityException {
        signer.initSign(pair.getPrivate());
        signer.update(TEXT);
        return signer.sign();
    }

    private static KeyPair newKey(String curve) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }

    private static boolean hasLibrary() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return (system.startsWith("linux") || system.startsWith("mac"))
                && List.of("amd64", "x86_64", "aarch64").contains(System.getProperty("os.arch"));
    }

    private static byte[] bytes(JsonNode hex) {
        return HexFormat.of().parseHex(hex.asText());
    }

    private static JsonNode read(String name) throws IOException {
        try (InputStream in = NativeEs256Test.class.getResourceAsStream(name)) {
            return new ObjectMapper().readTree(in);
        }
    }
}
