package io.doorway.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class ProcessUsageTest {

    private static final double NANOSECONDS_PER_MILLISECOND = 1e6;

    @Test
    void theCpuTimeIsThatOfTheOperatingSystem() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

        double before = system.getProcessCpuTime() / NANOSECONDS_PER_MILLISECOND;
        ProcessUsage usage = ProcessUsage.ofProcess(ProcessHandle.current().pid());
        double after = system.getProcessCpuTime() / NANOSECONDS_PER_MILLISECOND;

        assertThat(usage.total()).isBetween(before * 0.8 - 100, after * 1.2 + 100);
        assertThat(usage.system()).isLessThan(usage.total());
    }

    @Test
    void theTimeOfTheCompilersIsAPartOfIt() {
        ProcessUsage usage = ProcessUsage.ofProcess(ProcessHandle.current().pid());

        assertThat(usage.jit()).isPositive().isLessThanOrEqualTo(usage.total());
    }

    @Test
    void theTimeOfAProcessIncludesItsEndedChildren() throws Exception {
        long self = ProcessHandle.current().pid();
        Process child = new ProcessBuilder("sh", "-c", "i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done").start();
        child.waitFor();

        assertThat(ProcessUsage.ofTree(self).total())
                .isGreaterThan(ProcessUsage.ofProcess(self).total());
    }

    @Test
    void aProcessThatHasEndedUsesNothing() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();

        assertThat(ProcessUsage.ofTree(ended.pid())).isEqualTo(ProcessUsage.NONE);
    }
}
