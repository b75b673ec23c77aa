package io.doorway.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CpuTimeTest {

    @Test
    void theCpuTimeOfAProcessIncludesItsEndedChildren() {
        String stat = "42 (a) name) S 1 42 42 0 -1 4194304 100 0 0 0 10 20 3 4 20 0 1 0 5 6 7";

        assertThat(CpuTime.fromStat(stat, CpuTime.SYSTEM_TIME_OF_ENDED_CHILDREN))
                .isEqualTo(Duration.ofMillis(370));
        assertThat(CpuTime.fromStat(stat, CpuTime.SYSTEM_TIME)).isEqualTo(Duration.ofMillis(300));
    }

    @Test
    void theCpuTimeOfThisProcessIsPositive() {
        assertThat(CpuTime.ofProcessTree(ProcessHandle.current().pid())).isPositive();
    }
}
