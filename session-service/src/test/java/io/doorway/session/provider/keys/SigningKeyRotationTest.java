package io.doorway.session.provider.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import io.doorway.session.support.TestSigningKeys;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./doorway keys} replaces the keys that sign ID tokens, and no verification fails meanwhile. */
class SigningKeyRotationTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** How long a relying party keeps its copy of the keys: the {@code max-age} of the JWK set. */
    private static final Duration COPY = Duration.ofMinutes(5);

    /** How long an ID token is valid. */
    private static final Duration TOKEN = Duration.ofMinutes(10);

    @TempDir
    Path directory;

    private Path file;
    private Instant now = START;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    /** A token's key, and the time until which it is verified. */
    private record Issued(String keyId, Instant until) {}

    @BeforeEach
    void start() {
        file = TestSigningKeys.file(directory);
    }

    @Test
    void noVerificationFailsWhileKeysAreRotatedEveryDay() throws Exception {
        List<String> copy = published();
        Instant copied = now;
        List<Issued> tokens = new ArrayList<>();
        List<String> signers = new ArrayList<>();
        for (int minute = 0; minute < Duration.ofHours(50).toMinutes(); minute++) {
            now = START.plus(Duration.ofMinutes(minute));
            if (minute % Duration.ofHours(6).toMinutes() == 0) {
                assertThat(run("rotate", file.toString(), "--older-than", "24h", "--keep", "1h"))
                        .isZero();
            }
            if (!now.isBefore(copied.plus(COPY))) {
                copy = published();
                copied = now;
            }
            String signer = keys().current(JWSAlgorithm.ES256, now)
                    .orElseThrow()
                    .publicKey()
                    .getKeyID();
            if (signers.isEmpty() || !signers.getLast().equals(signer)) {
                signers.add(signer);
            }
            tokens.add(new Issued(signer, now.plus(TOKEN)));
            tokens.removeIf(token -> now.isAfter(token.until()));
            assertThat(copy).containsAll(tokens.stream().map(Issued::keyId).toList());
        }

        assertThat(signers).hasSizeGreaterThanOrEqualTo(3).doesNotHaveDuplicates();
        assertThat(published()).doesNotContain(signers.getFirst());
    }

    @Test
    void aNewKeyIsPublishedBeforeItSigns() throws Exception {
        List<String> before = published();

        assertThat(run("rotate", file.toString(), "--begin", "2h")).isZero();

        assertThat(published()).containsAll(before).hasSize(6);
        assertThat(signer()).isIn(before);
        now = START.plus(Duration.ofHours(2));
        assertThat(signer()).isNotIn(before);
    }

    @Test
    void rotatingAgainBeforeTheNewKeysBeginChangesNothing() throws Exception {
        run("rotate", file.toString());
        byte[] rotated = Files.readAllBytes(file);

        assertThat(run("rotate", file.toString())).isZero();

        assertThat(Files.readAllBytes(file)).isEqualTo(rotated);
        assertThat(output()).contains("nothing was changed");
    }

    @Test
    void theFirstKeyOfAnAlgorithmSignsAtOnce() throws Exception {
        Files.writeString(file, new JWKSet(TestSigningKeys.KEYS.getKeys().subList(0, 2)).toString(false));

        assertThat(run("rotate", file.toString())).isZero();

        assertThat(keys().current(JWSAlgorithm.PS256, now)).isPresent();
    }

    @Test
    void aFileThatDoesNotExistIsCreatedForItsOwnerOnly() throws Exception {
        file = directory.resolve("new.jwks");

        assertThat(run("rotate", file.toString())).isZero();

        assertThat(keys().algorithms()).hasSize(3);
        assertThat(output().lines()).hasSize(3).allMatch(line -> line.endsWith("signs"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void thePermissionsAndOtherMembersOfTheFileStay() throws Exception {
        Files.writeString(
                file, "{\"doorway-local\":true," + Files.readString(file).substring(1));
        var permissions = Files.getPosixFilePermissions(file);

        run("rotate", file.toString());

        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(permissions);
        assertThat(Files.readString(file)).contains("\"doorway-local\":true");
    }

    @Test
    void theListSaysWhatEachKeyDoes() {
        run("rotate", file.toString());

        assertThat(output().lines())
                .hasSize(6)
                .anyMatch(line ->
                        line.startsWith("ES256") && line.endsWith("signs, published until 2026-01-02T01:00:00Z"))
                .anyMatch(line -> line.startsWith("RS256") && line.endsWith("begins to sign at 2026-01-01T01:00:00Z"));
    }

    @Test
    void aMistakeIsNamed() throws IOException {
        assertThat(run("rotate", file.toString(), "--begin", "1m")).isEqualTo(1);
        assertThat(output()).startsWith("--begin: expected at least 10m");
        printed.reset();
        assertThat(run("rotate", file.toString(), "--keep", "long")).isEqualTo(1);
        assertThat(output()).startsWith("--keep: expected a duration");
        printed.reset();
        assertThat(run("list", directory.resolve("none").toString())).isEqualTo(1);
        assertThat(output()).contains("cannot be read");
        printed.reset();
        assertThat(run("rotate")).isEqualTo(2);
        assertThat(output()).startsWith("usage:");
    }

    @Test
    void aSetWithoutAKeyThatHasBegunIsRefused() throws Exception {
        JWKSet rotated = new SigningKeyRotation(Duration.ofHours(1), Duration.ofHours(1), Duration.ZERO)
                .apply(TestSigningKeys.KEYS, now);
        JWKSet newOnly = new JWKSet(rotated.getKeys().subList(3, 6));

        assertThatThrownBy(() -> SigningKeySet.of(newOnly, now)).hasMessage("no key for ES256 whose nbf has passed");
    }

    private int run(String... args) {
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return new KeysCommand(() -> now, out, out).run(List.of(args));
    }

    private String output() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private SigningKeySet keys() throws IOException, ParseException {
        return SigningKeySet.of(JWKSet.parse(Files.readString(file)), now);
    }

    private String signer() throws IOException, ParseException {
        return keys().current(JWSAlgorithm.ES256, now).orElseThrow().publicKey().getKeyID();
    }

    private List<String> published() throws IOException, ParseException {
        return keys().published(now).stream()
                .map(key -> key.publicKey().getKeyID())
                .toList();
    }
}
