package io.doorway.protocol.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ClientIdTest {

    @Test
    void aRandomIdIsNoOptionOfACommand() {
        Random random = new Random(1);

        for (int i = 0; i < 1_000; i++) {
            assertThat(ClientId.random(random).value()).hasSize(22).doesNotStartWith("-");
        }
    }
}
