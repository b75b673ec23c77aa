package io.doorway.protocol.secret;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.protocol.Samples;
import io.doorway.protocol.challenge.StateName;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SecretsTest {

    @Test
    void aSecretPrintsAsRedacted() {
        assertThat(SecretText.of("the code")).hasToString("[REDACTED]");
        assertThat(Samples.frameKey()).hasToString("[REDACTED]");
    }

    @ParameterizedTest
    @EnumSource(StateName.class)
    void noStatePrintsASecret(StateName state) {
        assertThat(Samples.in(state).toString()).doesNotContain(Samples.SECRETS);
    }

    @Test
    void equalSecretsAreEqualAndTheirHashSaysNothing() {
        SecretBytes same = SecretBytes.of("the frame key".getBytes(StandardCharsets.UTF_8));
        SecretBytes other = SecretBytes.of(new byte[] {1});

        assertThat(same).isEqualTo(Samples.frameKey()).isNotEqualTo(other).hasSameHashCodeAs(other);
        assertThat(SecretText.of("a"))
                .isEqualTo(SecretText.of("a"))
                .isNotEqualTo(SecretText.of("b"))
                .hasSameHashCodeAs(SecretText.of("b"));
    }

    @Test
    void whatIsOpenedIsACopy() {
        SecretBytes secret = SecretBytes.of(new byte[] {1, 2, 3});

        secret.open()[0] = 9;

        assertThat(secret.open()).containsExactly(1, 2, 3);
    }
}
