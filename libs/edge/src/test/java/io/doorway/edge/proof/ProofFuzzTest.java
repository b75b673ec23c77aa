package io.doorway.edge.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.testkit.fuzz.Fuzzer;
import org.junit.jupiter.api.Test;

class ProofFuzzTest {

    @Test
    void aProofIsGenuineOrRefused() {
        assertThat(Fuzzer.run(ProofFuzz.class)).isGreaterThan(1000);
    }
}
