package io.doorway.bench;

import io.doorway.local.Cpu;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The CPU time of the platform's processes between two moments, by the operating system's accounting. */
final class CpuMeter {

    private static final String GATEWAY = "gateway";

    private final Map<String, Long> processes;
    private final Map<String, Duration> before = new LinkedHashMap<>();

    /**
     * Starts metering.
     *
     * @param parts the platform's processes, by name
     * @param gateway the process that started them all and has the gateway in it
     */
    CpuMeter(Map<String, Long> parts, long gateway) {
        this.processes = new LinkedHashMap<>(parts);
        processes.put(GATEWAY, gateway);
        processes.forEach((name, pid) -> before.put(name, sinceItsStart(name, pid)));
    }

    /** What each process has used since. */
    Map<String, Duration> read() {
        Map<String, Duration> used = new LinkedHashMap<>();
        processes.forEach((name, pid) ->
                used.put(name, sinceItsStart(name, pid).minus(before.getOrDefault(name, Duration.ZERO))));
        return used;
    }

    private static Duration sinceItsStart(String name, long pid) {
        return name.equals(GATEWAY) ? Cpu.alone(pid) : Cpu.of(pid);
    }
}
