package io.doorway.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.doorway.clients.file.PrivateFiles;
import io.doorway.local.Platform.Parts;
import io.doorway.protocol.event.AttemptRefused;
import io.doorway.protocol.record.EventKeys;
import io.doorway.protocol.record.EventWriter;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.protocol.vocabulary.RefusalReason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The keys of a local platform and the tokens that they sign. */
class PlatformKeysTest {

    @TempDir
    private Path data;

    @Test
    void keysAreKeptAndReadableByTheirOwnerOnly() throws Exception {
        String ticketKey = PlatformKeys.in(data).ticketKey();
        Path signingKeys = PlatformKeys.in(data).signingKeys();

        assertThat(PlatformKeys.in(data).ticketKey()).isEqualTo(ticketKey);
        assertThat(JWKSet.load(signingKeys.toFile()).getKeys()).hasSize(3).allMatch(key -> key.isPrivate());
        try (Stream<Path> files = Files.list(data.resolve("keys"))) {
            assertThat(files)
                    .hasSize(2)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void aServiceHasTheEventKeysOfOthersOnlyIfItReadsTheirEvents() {
        assertThat(eventKeysOf(Parts.CHALLENGE)).containsExactly(EventWriter.CHALLENGE_SERVICE);
        for (String reader : List.of(Parts.APPROVAL, Parts.SESSION, Parts.AUDIT)) {
            assertThat(eventKeysOf(reader)).as(reader).containsExactlyInAnyOrder(EventWriter.values());
        }
    }

    @Test
    void aReaderVerifiesWithTheKeyOfTheWriter() {
        AttemptRefused event = new AttemptRefused(
                "1",
                Instant.EPOCH,
                Attempt.CREATE,
                RefusalReason.EXPIRED,
                "::1",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);

        assertThat(eventKeys(Parts.AUDIT).signer(EventWriter.CHALLENGE_SERVICE).sign(event))
                .isEqualTo(eventKeys(Parts.CHALLENGE)
                        .signer(EventWriter.CHALLENGE_SERVICE)
                        .sign(event));
    }

    private Set<EventWriter> eventKeysOf(String service) {
        return eventKeys(service).writers();
    }

    private EventKeys eventKeys(String service) {
        return EventKeys.parse(PrivateFiles.read(PlatformKeys.in(data).eventKeys(service)));
    }

    @Test
    void anOperatorTokenIsSignedAndContainsTheRole() throws Exception {
        String text = platform().operatorToken("security");

        SignedJWT token = SignedJWT.parse(text);
        JWKSet published =
                JWKSet.load(PlatformKeys.in(data).operatorPublicKeys().toFile());
        var key = published.getKeyByKeyId(token.getHeader().getKeyID());
        assertThat(key.isPrivate()).isFalse();
        assertThat(token.verify(new RSASSAVerifier(key.toRSAKey()))).isTrue();
        assertThat(token.getJWTClaimsSet().getIssuer()).isEqualTo("http://localhost:8080/operators");
        assertThat(token.getJWTClaimsSet().getStringListClaim("groups")).isEqualTo(List.of("security"));
    }

    @Test
    void theDescriptorOfAStoppedPlatformIsIgnored() {
        Path file = RunningPlatform.descriptorIn(data);
        platform().write(file);
        assertThat(RunningPlatform.read(file)).contains(platform());

        new RunningPlatform(Long.MAX_VALUE, "", "", "", null, "", false, Map.of(), Map.of()).write(file);
        assertThat(RunningPlatform.read(file)).isEmpty();
    }

    @Test
    void aTokenRequiresARunningPlatform() {
        System.setProperty("doorway.home", emptyProject().toString());
        try {
            assertThatThrownBy(RunningPlatform::find)
                    .isInstanceOf(LocalPlatformException.class)
                    .hasMessage("no local platform is running: start one with ./doorway up");
        } finally {
            System.clearProperty("doorway.home");
        }
    }

    private Path emptyProject() {
        PrivateFiles.write(data.resolve("doorway"), "");
        return data;
    }

    private RunningPlatform platform() {
        return new RunningPlatform(
                ProcessHandle.current().pid(),
                "http://localhost:8080",
                "http://localhost:8080",
                "http://localhost:8090",
                null,
                data.toString(),
                false,
                Map.of(Parts.AUDIT, 7L),
                Map.of());
    }
}
