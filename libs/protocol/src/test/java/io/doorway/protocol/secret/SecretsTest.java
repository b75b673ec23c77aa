package io.doorway.protocol.secret;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.protocol.vocabulary.StateName;
import io.doorway.testkit.login.SampleLogin;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SecretsTest {

    @Test
    void aSecretPrintsAsRedacted() {
        assertThat(SecretText.of("the code")).hasToString("[REDACTED]");
        assertThat(SampleLogin.frameKey()).hasToString("[REDACTED]");
    }

    @ParameterizedTest
    @EnumSource(StateName.class)
    void noStateOfAChallengePrintsASecret(StateName state) {
        assertThat(SampleLogin.in(state).toString()).doesNotContain(SampleLogin.SECRETS);
    }

    @Test
    void secretsCompareByValueAndHaveAConstantHash() {
        SecretBytes same = SecretBytes.of("the frame key".getBytes(StandardCharsets.UTF_8));
        SecretBytes other = SecretBytes.of(new byte[] {1});

        assertThat(same).isEqualTo(SampleLogin.frameKey()).isNotEqualTo(other).hasSameHashCodeAs(other);
        assertThat(SecretText.of("a"))
                .isEqualTo(SecretText.of("a"))
                .isNotEqualTo(SecretText.of("b"))
                .hasSameHashCodeAs(SecretText.of("b"));
    }

    @Test
    void openReturnsACopy() {
        SecretBytes secret = SecretBytes.of(new byte[] {1, 2, 3});

        secret.open()[0] = 9;

        assertThat(secret.open()).containsExactly(1, 2, 3);
    }
}
