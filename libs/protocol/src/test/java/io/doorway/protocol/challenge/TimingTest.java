package io.doorway.protocol.challenge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimingTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void theDefaultIsAMinuteToScanTwoToDecideTenSecondsToConsume() {
        assertThat(Timing.DEFAULT)
                .isEqualTo(new Timing(Duration.ofSeconds(60), Duration.ofSeconds(120), Duration.ofSeconds(10)));
    }

    @Test
    void oneSecondAndTenMinutesAreTheBounds() {
        assertThatCode(() -> new Timing(SECOND, Duration.ofMinutes(10), SECOND)).doesNotThrowAnyException();
        assertThatThrownBy(() -> new Timing(SECOND, SECOND, SECOND.minusNanos(1)))
                .hasMessageContaining("consume_within");
        assertThatThrownBy(() -> new Timing(SECOND, Duration.ofMinutes(10).plusNanos(1), SECOND))
                .hasMessageContaining("decide_within");
        assertThatThrownBy(() -> new Timing(Duration.ZERO, SECOND, SECOND)).hasMessageContaining("scan_within");
    }
}
