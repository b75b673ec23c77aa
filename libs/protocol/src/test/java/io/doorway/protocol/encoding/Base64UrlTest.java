package io.doorway.protocol.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Base64UrlTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16, 32})
    void randomTextEncodesTheBytesOfTheGenerator(int bytes) {
        byte[] expected = new byte[bytes];
        new Random(7).nextBytes(expected);

        assertThat(Base64Url.decode(Base64Url.random(new Random(7), bytes))).isEqualTo(expected);
    }

    @Test
    void randomTextDiffersEachTime() {
        RandomGenerator random = new Random(7);

        assertThat(Base64Url.random(random, 16)).isNotEqualTo(Base64Url.random(random, 16));
    }

    @ParameterizedTest
    @ValueSource(strings = {"AA==", "AA=", "A+", "A/", "A", "AB", "A A", "\u00e4"})
    void nonCanonicalTextIsNotDecoded(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Base64Url.decode(text));
    }
}
