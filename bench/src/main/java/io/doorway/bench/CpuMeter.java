package io.doorway.bench;

import io.doorway.local.CpuTime;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Measures the CPU time of the platform's processes. */
final class CpuMeter {

    private static final String GATEWAY = "gateway";

    private final Map<String, Long> processes;
    private final Map<String, Duration> before = new LinkedHashMap<>();

    /**
     * Starts the measurement.
     *
     * @param parts the process ids of the parts, by name
     * @param gateway the process that started the parts and contains the gateway
     */
    CpuMeter(Map<String, Long> parts, long gateway) {
        this.processes = new LinkedHashMap<>(parts);
        processes.put(GATEWAY, gateway);
        processes.forEach((name, pid) -> before.put(name, cpuTime(name, pid)));
    }

    /** The CPU time of each process since the start of the measurement. */
    Map<String, Duration> read() {
        Map<String, Duration> used = new LinkedHashMap<>();
        processes.forEach((name, pid) ->
                used.put(name, cpuTime(name, pid).minus(before.getOrDefault(name, Duration.ZERO))));
        return used;
    }

    private static Duration cpuTime(String name, long pid) {
        return name.equals(GATEWAY) ? CpuTime.ofProcessOnly(pid) : CpuTime.ofProcessTree(pid);
    }
}
