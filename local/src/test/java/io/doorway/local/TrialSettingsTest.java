package io.doorway.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.local.Platform.Parts;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whoever tries Doorway decides how long a new phone waits, and what clients that register by requests may do. */
class TrialSettingsTest {
    private static final String POLICY = "doorway.registration.policy";

    @Test
    void theEnvironmentReplacesThePolicyOfRegistrations() {
        assertThat(TrialSettings.of(Parts.SESSION, Map.of())).containsEntry(POLICY, "{pkce: optional}");
        assertThat(TrialSettings.of(Parts.SESSION, Map.of("DOORWAY_REGISTRATION_POLICY", "{check: never}")))
                .containsEntry(POLICY, "{check: never}");
    }

    @Test
    void theEnvironmentReplacesTheWaitingTimesOfEnrolment() {
        String coolingOff = "doorway.enrolment.cooling-off";

        assertThat(TrialSettings.of(Parts.APPROVAL, Map.of())).containsEntry(coolingOff, "PT0S");
        assertThat(TrialSettings.of(Parts.APPROVAL, Map.of("DOORWAY_ENROLMENT_COOLING_OFF", "PT2M")))
                .containsEntry(coolingOff, "PT2M");
    }

    @Test
    void otherServicesHaveNoSuchPolicy() {
        assertThat(TrialSettings.of(Parts.APPROVAL, Map.of("DOORWAY_REGISTRATION_POLICY", "{check: never}")))
                .doesNotContainKey(POLICY);
    }
}
