package io.doorway.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.bench.MeasuredPlatform.Replacement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BenchReportTest {

    private static final Replacement SESSION = new Replacement("session-service-2", 9.25, 18, 0);

    @Test
    void aReplacedInstanceIsListedWithTheLoginsOfItsTime() {
        assertThat(report(List.of(SESSION), Map.of(), List.of()).text())
                .containsPattern("session-service-2 +9\\.3 +18 +0\n")
                .contains("every event of every login is recorded once");
        assertThat(report(List.of(), Map.of(), List.of()).text()).doesNotContain("replaced");
    }

    @Test
    void aLostOrDoubledLoginMakesTheRunFail() {
        assertThat(report(List.of(SESSION), Map.of(), List.of()).isGood()).isTrue();
        assertThat(report(List.of(SESSION), Map.of("expired", 1), List.of()).isGood())
                .isFalse();
        assertThat(report(List.of(SESSION), Map.of(), List.of("a login is recorded as {ChallengeConsumed=2}"))
                        .isGood())
                .isFalse();
    }

    private static BenchReport report(
            List<Replacement> replaced, Map<String, Integer> failures, List<String> deviations) {
        return new BenchReport(
                "2.0 logins/s",
                "2026-11-29T14:00:00Z",
                2,
                "25",
                20,
                true,
                Map.of(),
                replaced,
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                144,
                failures,
                deviations);
    }
}
