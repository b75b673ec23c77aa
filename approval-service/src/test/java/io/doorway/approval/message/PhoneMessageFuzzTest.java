package io.doorway.approval.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.testkit.fuzz.Fuzzer;
import org.junit.jupiter.api.Test;

class PhoneMessageFuzzTest {

    @Test
    void aMessageIsGenuineOrRefused() {
        assertThat(Fuzzer.run(PhoneMessageFuzz.class)).isGreaterThan(1000);
    }
}
