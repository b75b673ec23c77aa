package io.doorway.approval.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.testkit.fuzz.Fuzzer;
import org.junit.jupiter.api.Test;

class FrameFuzzTest {

    @Test
    void aFrameHasOneSpelling() {
        assertThat(Fuzzer.run(FrameFuzz.class)).isGreaterThan(1000);
    }
}
