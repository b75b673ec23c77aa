package io.doorway.session.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.testkit.fuzz.Fuzzer;
import org.junit.jupiter.api.Test;

class HelloFuzzTest {

    @Test
    void aMessageIsAHelloOrNone() {
        assertThat(Fuzzer.run(HelloFuzz.class)).isGreaterThan(1000);
    }
}
