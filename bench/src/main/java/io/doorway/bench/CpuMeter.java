package io.doorway.bench;

import io.doorway.local.Cpu;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The CPU time of the platform's processes between two moments, by the operating system's accounting. */
final class CpuMeter {

    private final Map<String, Long> processes;
    private final Map<String, Duration> before = new LinkedHashMap<>();

    /** Starts metering. */
    CpuMeter(Map<String, Long> processes) {
        this.processes = processes;
        processes.forEach((name, pid) -> before.put(name, Cpu.of(pid)));
    }

    /** What each process has used since. */
    Map<String, Duration> read() {
        Map<String, Duration> used = new LinkedHashMap<>();
        processes.forEach((name, pid) -> used.put(name, Cpu.of(pid).minus(before.getOrDefault(name, Duration.ZERO))));
        return used;
    }
}
