package io.doorway.approval.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.testkit.fuzz.Fuzzer;
import org.junit.jupiter.api.Test;

class EnrolmentCodeFuzzTest {

    @Test
    void aCodeIsOneOrNone() {
        assertThat(Fuzzer.run(EnrolmentCodeFuzz.class)).isGreaterThan(1000);
    }
}
