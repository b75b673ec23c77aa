package io.doorway.login.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.testkit.fuzz.Fuzzer;
import org.junit.jupiter.api.Test;

class DpopProofFuzzTest {

    @Test
    void aProofIsGenuineOrRefused() {
        assertThat(Fuzzer.run(DpopProofFuzz.class)).isGreaterThan(1000);
    }
}
