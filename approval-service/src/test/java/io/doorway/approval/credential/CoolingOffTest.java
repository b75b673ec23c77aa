package io.doorway.approval.credential;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.approval.attestation.AttestationPolicy;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CoolingOffTest {
    private static final Instant ENROLLED = Instant.parse("2026-11-21T18:00:00Z");

    private final EnrolmentRules rules = new SmallRyeConfigBuilder()
            .withMapping(EnrolmentRules.class)
            .build()
            .getConfigMapping(EnrolmentRules.class);
    private final CoolingOff coolingOff = new CoolingOff(rules);

    @Test
    void theRulesAreWhatTheDocumentationSays() {
        assertThat(rules.codeLife()).isEqualTo(Duration.ofMinutes(10));
        assertThat(rules.codeTries()).isEqualTo(5);
        assertThat(rules.maxDevices()).isEqualTo(5);
        assertThat(rules.coolingOff()).isEqualTo(Duration.ofHours(1));
        assertThat(rules.attestation()).isEqualTo(AttestationPolicy.OPTIONAL);
    }

    @Test
    void aNewDeviceWaitsForAnHour() {
        assertThat(coolingOff.until(readAt(ENROLLED))).contains(ENROLLED.plusSeconds(3600));
        assertThat(coolingOff.until(readAt(ENROLLED.plusSeconds(3599)))).contains(ENROLLED.plusSeconds(3600));
    }

    @Test
    void afterTheHourItIsLikeAnyOther() {
        assertThat(coolingOff.until(readAt(ENROLLED.plusSeconds(3600)))).isEmpty();
    }

    private static Credential readAt(Instant now) {
        return new Credential("credential", "ada", key(), true, true, ENROLLED, now, Map.of());
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
