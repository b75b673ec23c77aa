package io.doorway.approval.attestation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AttestationPolicyTest {

    @ParameterizedTest
    @EnumSource
    void whereNothingIsRequiredEveryDeviceIsAdmitted(AttestationVerdict verdict) {
        assertThat(AttestationPolicy.OPTIONAL.admits(verdict)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void whereItIsRequiredOnlyWhatWasVerifiedIsAdmitted(AttestationVerdict verdict) {
        assertThat(AttestationPolicy.REQUIRED.admits(verdict)).isEqualTo(verdict == AttestationVerdict.VERIFIED);
    }
}
