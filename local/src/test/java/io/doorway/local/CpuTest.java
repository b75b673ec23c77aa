package io.doorway.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CpuTest {

    @Test
    void counts_user_and_system_time_of_a_process_and_of_its_ended_children() {
        String stat = "42 (a) name) S 1 42 42 0 -1 4194304 100 0 0 0 10 20 3 4 20 0 1 0 5 6 7";

        assertThat(Cpu.fromStat(stat, Cpu.SYSTEM_TIME_OF_ENDED_CHILDREN)).isEqualTo(Duration.ofMillis(370));
        assertThat(Cpu.fromStat(stat, Cpu.SYSTEM_TIME)).isEqualTo(Duration.ofMillis(300));
    }

    @Test
    void knows_what_this_process_has_cost() {
        assertThat(Cpu.of(ProcessHandle.current().pid())).isPositive();
    }
}
