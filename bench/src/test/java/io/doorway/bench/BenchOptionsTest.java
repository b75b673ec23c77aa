package io.doorway.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.doorway.bench.BenchOptions.Profile;
import io.doorway.bench.BenchOptions.Think;
import io.doorway.bench.BenchReport.Figure;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchOptionsTest {

    @Test
    void peopleTakeATimeBetweenTwoBounds() {
        assertThat(Think.parse("5-20")).isEqualTo(new Think(Duration.ofSeconds(5), Duration.ofSeconds(20)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "20-5", "-1-2", "a-b", "5-20s"})
    void anotherTextIsRefusedWithTheNameOfTheOption(String text) {
        assertThatThrownBy(() -> Think.parse(text)).hasMessageStartingWith("--think: ");
    }

    @Test
    void anOptionOutOfItsBoundsIsNamed() {
        assertThatThrownBy(() -> options(0, 0)).hasMessageStartingWith("--concurrency: 0 ");
        assertThatThrownBy(() -> options(-1, 1)).hasMessageStartingWith("--rate: -1");
    }

    @Test
    void aFigureIsTheMedianWithItsSpread() {
        assertThat(Figure.of(9, 1, 4)).isEqualTo(new Figure(4, 1, 9));
        assertThat(Figure.of(4, 1, 9, 2)).isEqualTo(new Figure(3, 1, 9));
    }

    private static BenchOptions options(double rate, int concurrency) {
        return new BenchOptions(
                rate, concurrency, Duration.ZERO, 1, Duration.ofSeconds(1), 0, 0.5, Think.NONE, Profile.oidc, false);
    }
}
