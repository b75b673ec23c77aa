package io.doorway.session.provider.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import io.doorway.session.support.Keytool;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The keys are read from a JWK set, or from a PKCS#12 store that keytool makes. */
class SigningKeyFileTest {
    @TempDir
    Path directory;

    @Test
    void theKeysOfAStoreBeginAndEndWithTheirCertificates() throws Exception {
        Path store = directory.resolve("keys.p12");
        Keytool.generate(store, "ec", "-keyalg", "EC", "-groupname", "secp256r1");
        Keytool.generate(store, "rsa", "-keyalg", "RSA", "-keysize", "2048");

        JWKSet keys = SigningKeyFile.parse(SigningKeyFile.read(store), Optional.of(Keytool.PASSWORD));

        assertThat(SigningKeySet.of(keys, Instant.now()).algorithms())
                .containsExactlyInAnyOrder(JWSAlgorithm.ES256, JWSAlgorithm.RS256);
        assertThat(keys.getKeys()).allSatisfy(key -> {
            assertThat(key.getNotBeforeTime()).isNotNull();
            assertThat(key.getExpirationTime()).isAfter(key.getNotBeforeTime());
        });
    }

    @Test
    void aStoreWithAnotherPasswordIsRefused() throws Exception {
        Path store = directory.resolve("keys.p12");
        Keytool.generate(store, "ec", "-keyalg", "EC", "-groupname", "secp256r1");

        assertThatThrownBy(() -> SigningKeyFile.parse(SigningKeyFile.read(store), Optional.of("another")))
                .hasMessage("not a PKCS#12 store with this password");
        assertThatThrownBy(() -> SigningKeyFile.parse(SigningKeyFile.read(store), Optional.empty()))
                .hasMessageContaining("doorway.signing-keys-password-file");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"keys":[]}                                         | no key for ES256 whose nbf has passed
            {"keys":[{"kty":"oct","k":"AAAA"}]}                 | key 1: neither an EC key on P-256 nor an RSA key of at least 2048 bits
            {}                                                  | not a JWK set: Missing required "keys" member
            """)
    void aSetThatCannotSignIsRefused(String json, String error) {
        assertThatThrownBy(() -> SigningKeySet.of(
                        SigningKeyFile.parse(json.getBytes(StandardCharsets.UTF_8), Optional.empty()), Instant.now()))
                .hasMessage(error);
    }
}
