package io.doorway.session.provider.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.doorway.session.support.ProviderTest;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** A running service takes over changed keys, and keeps the previous ones if the change has an error. */
@QuarkusTest
class RotatedKeysTest extends ProviderTest {
    @ConfigProperty(name = "doorway.signing-keys")
    Path file;

    @Inject
    SigningKeys keys;

    @Test
    void tokensOfTheOldAndOfTheNewKeyAreVerifiedByThePublishedKeys() throws Exception {
        SignedJWT old = idToken();
        JWKSet before = JWKSet.load(file.toFile());
        JWKSet rotated = new SigningKeyRotation(Duration.ZERO, Duration.ofHours(1), Duration.ZERO)
                .apply(before, Instant.now().truncatedTo(ChronoUnit.SECONDS));
        Files.writeString(file, rotated.toString(false));

        keys.reload();

        SignedJWT fresh = idToken();
        assertThat(fresh.getHeader().getKeyID()).isNotEqualTo(old.getHeader().getKeyID());
        assertThat(published().getKeyByKeyId(fresh.getHeader().getKeyID())).isNotNull();
        assertThat(published().getKeyByKeyId(old.getHeader().getKeyID())).isNotNull();
        assertThat(published().getKeys()).noneMatch(key -> key.isPrivate());
    }

    @Test
    void aChangeWithAnErrorIsIgnored() throws Exception {
        String valid = Files.readString(file);
        String signer = idToken().getHeader().getKeyID();
        try {
            Files.writeString(file, "{\"keys\":[]}");
            keys.reload();

            assertThat(idToken().getHeader().getKeyID()).isEqualTo(signer);
        } finally {
            Files.writeString(file, valid);
            keys.reload();
        }
    }

    /** {@link io.doorway.session.support.TestRelyingParty#verified} verifies it with the keys of the provider at this time. */
    private SignedJWT idToken() {
        setUp();
        var tokens = tokens(bank.redeem(code(bank)));
        bank.verified(tokens);
        return (SignedJWT) tokens.getOIDCTokens().getIDToken();
    }

    private JWKSet published() throws Exception {
        URI address = bank.provider().getJWKSetURI();
        return JWKSet.parse(browser.open(address).body());
    }
}
