package io.doorway.session.provider.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The keys are read from a JWK set, or from a PKCS#12 store that keytool makes. */
class SigningKeyFileTest {
    private static final String PASSWORD = "correct horse battery";

    @TempDir
    Path directory;

    @Test
    void theKeysOfAStoreBeginAndEndWithTheirCertificates() throws Exception {
        Path store = directory.resolve("keys.p12");
        generate(store, "ec", "-keyalg", "EC", "-groupname", "secp256r1");
        generate(store, "rsa", "-keyalg", "RSA", "-keysize", "2048");

        JWKSet keys = SigningKeyFile.parse(SigningKeyFile.read(store), Optional.of(PASSWORD));

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
        generate(store, "ec", "-keyalg", "EC", "-groupname", "secp256r1");

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

    private void generate(Path store, String alias, String... options) throws Exception {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        ProcessBuilder command = new ProcessBuilder(keytool.toString(), "-genkeypair");
        command.command()
                .addAll(List.of("-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", PASSWORD));
        command.command().addAll(List.of("-alias", alias, "-dname", "CN=doorway", "-validity", "30"));
        command.command().addAll(List.of(options));
        Process process = command.redirectErrorStream(true)
                .redirectOutput(directory.resolve("keytool.log").toFile())
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(directory.resolve("keytool.log")))
                .isZero();
    }
}
