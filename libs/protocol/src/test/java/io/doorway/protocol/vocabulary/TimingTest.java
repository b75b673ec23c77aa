package io.doorway.protocol.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TimingTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void theDefaultIsOneMinuteForTheScanTwoForTheDecisionAndTenSecondsForTheConsumption() {
        assertThat(Timing.DEFAULT)
                .isEqualTo(new Timing(Duration.ofSeconds(60), Duration.ofSeconds(120), Duration.ofSeconds(10)));
    }

    @Test
    void everyDurationHasAMinimumAndAMaximum() {
        assertThatCode(() -> new Timing(SECOND, SECOND, SECOND)).doesNotThrowAnyException();
        assertThatCode(() -> new Timing(SECOND.multipliedBy(180), SECOND.multipliedBy(300), SECOND.multipliedBy(60)))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> new Timing(SECOND, SECOND, SECOND.minusNanos(1)))
                .hasMessageContaining("consume_within");
        assertThatThrownBy(() -> new Timing(SECOND, SECOND.multipliedBy(301), SECOND))
                .hasMessage("decide_within: PT5M1S (expected: 1 s to 300 s)");
        assertThatThrownBy(() -> new Timing(SECOND.multipliedBy(181), SECOND, SECOND))
                .hasMessage("scan_within: PT3M1S (expected: 1 s to 180 s)");
    }

    @Test
    void aSharedBrowserHasShorterMaximums() {
        Timing longer = new Timing(SECOND.multipliedBy(180), SECOND.multipliedBy(300), SECOND.multipliedBy(10));
        Timing shorter = new Timing(SECOND, SECOND.multipliedBy(2), SECOND);

        assertThat(longer.onSharedBrowser())
                .isEqualTo(new Timing(SECOND.multipliedBy(30), SECOND.multipliedBy(60), SECOND.multipliedBy(10)));
        assertThat(shorter.onSharedBrowser()).isEqualTo(shorter);
    }

    @Test
    void aPersonWhoAsksForMoreTimeMayConfirmUntilTenMinutesAfterTheBeginning() {
        Instant began = Instant.parse("2026-11-28T10:00:00Z");
        Timing more = Timing.DEFAULT.onSharedBrowser().withMoreTimeToConfirm();

        assertThat(Timing.DEFAULT.confirmUntil(began, began.plusSeconds(20))).isEqualTo(began.plusSeconds(80));
        assertThat(more.confirmUntil(began, began.plusSeconds(20))).isEqualTo(began.plusSeconds(600));
        assertThat(more.confirmUntil(began, began.plusSeconds(590)))
                .as("never less than the usual minute")
                .isEqualTo(began.plusSeconds(650));
        assertThatThrownBy(() -> new Timing(SECOND, SECOND, SECOND, SECOND.multipliedBy(601)))
                .hasMessageContaining("confirm_within");
    }
}
