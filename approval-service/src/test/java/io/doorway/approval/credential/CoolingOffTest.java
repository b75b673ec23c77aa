package io.doorway.approval.credential;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.CredentialId;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CoolingOffTest {
    private static final Instant ENROLLED = Instant.parse("2026-11-21T18:00:00Z");

    private final EnrolmentConfig config = new SmallRyeConfigBuilder()
            .withMapping(EnrolmentConfig.class)
            .build()
            .getConfigMapping(EnrolmentConfig.class);
    private final CoolingOff coolingOff = new CoolingOff(config);

    @Test
    void theDefaultsAreThoseOfTheDocumentation() {
        assertThat(config.codeTtl()).isEqualTo(Duration.ofMinutes(10));
        assertThat(config.maxCodeAttempts()).isEqualTo(5);
        assertThat(config.maxDevices()).isEqualTo(5);
        assertThat(config.coolingOff()).isEqualTo(Duration.ofHours(1));
        assertThat(config.changeDelay()).isEqualTo(Duration.ofHours(24));
    }

    @Test
    void thePeriodEndsOneHourAfterEnrolment() {
        assertThat(coolingOff.end(readAt(ENROLLED))).contains(ENROLLED.plusSeconds(3600));
        assertThat(coolingOff.end(readAt(ENROLLED.plusSeconds(3599)))).contains(ENROLLED.plusSeconds(3600));
    }

    @Test
    void thePeriodHasEndedAfterOneHour() {
        assertThat(coolingOff.end(readAt(ENROLLED.plusSeconds(3600)))).isEmpty();
    }

    @Test
    void aPasskeyCountsWhenItsOwnPeriodHasEnded() {
        Instant passkeysFrom = ENROLLED.plusSeconds(9000);

        assertThat(coolingOff.passkeyEnd(readAt(ENROLLED.plusSeconds(4000), passkeysFrom)))
                .contains(passkeysFrom);
        assertThat(coolingOff.passkeyEnd(readAt(ENROLLED.plusSeconds(100), ENROLLED.plusSeconds(200))))
                .as("the device's own period is longer")
                .contains(ENROLLED.plusSeconds(3600));
        assertThat(coolingOff.passkeyEnd(readAt(ENROLLED.plusSeconds(4000)))).isEmpty();
    }

    private static Credential readAt(Instant now) {
        return readAt(now, null);
    }

    private static Credential readAt(Instant now, @Nullable Instant passkeysFrom) {
        return new Credential(
                new CredentialId("credential"),
                new AccountId("ada"),
                key(),
                true,
                true,
                ENROLLED,
                passkeysFrom,
                now,
                Map.of());
    }

    private static ECPublicKey key() {
        try {
            return (ECPublicKey)
                    KeyPairGenerator.getInstance("EC").generateKeyPair().getPublic();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has EC", e);
        }
    }
}
