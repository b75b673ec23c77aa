package io.doorway.edge.refusal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SourceLimitTest {

    private Instant now = Instant.parse("2026-11-21T18:00:00Z");
    private final SourceLimit limit = new SourceLimit(() -> now, 120);

    @Test
    void aFloodFromOneSourceIsToldOfSometimesAndOthersAlways() {
        long admitted = IntStream.range(0, 10_000)
                .filter(i -> limit.admits("203.0.113.7"))
                .count();

        assertThat(admitted).isEqualTo(120);
        assertThat(limit.admits("203.0.113.8")).isTrue();
    }

    @Test
    void aLimitOfNothingIsAMistakeThatNamesTheProperty() {
        assertThatThrownBy(() -> new SourceLimit(() -> now, 0))
                .hasMessage("doorway.refusals.per-minute: 0 (expected: 1 or more)");
    }

    @Test
    void theNextMinuteBeginsAnew() {
        IntStream.range(0, 1000).forEach(i -> limit.admits("203.0.113.7"));
        now = now.plusSeconds(60);

        assertThat(limit.admits("203.0.113.7")).isTrue();
    }

    @Test
    void manySourcesDoNotFillTheMemory() {
        long admitted = IntStream.range(0, 20_000)
                .filter(i -> limit.admits("source " + i))
                .count();

        assertThat(admitted).isEqualTo(10_000);
    }
}
