package io.doorway.bench;

import io.doorway.local.Platform.Parts;
import io.doorway.local.RunningPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The resources that were used, at one time or between two.
 *
 * @param seconds the time
 * @param processes the CPU time of each part of the platform, of the gateway and of this program
 * @param counts the messages
 * @param machine the CPU time of the machine that was there, in ticks
 * @param stolen the part of it that the host of a virtual machine used for others
 */
record Snapshot(double seconds, Map<String, ProcessUsage> processes, ServerCounts counts, long machine, long stolen) {

    static final String GATEWAY = "gateway";
    static final String DRIVER = "driver";

    /** Index of the stolen time in the first line of {@code /proc/stat}, after its name. */
    private static final int STOLEN = 7;

    /** Takes a snapshot. The gateway is in the process that started the platform; the demo bank takes no part. */
    static Snapshot take(RunningPlatform platform, ServerCounts.Source source) {
        ServerCounts counts = source.read();
        Map<String, ProcessUsage> usage = new LinkedHashMap<>();
        platform.processes().forEach((name, pid) -> {
            if (!name.equals(Parts.BANK)) {
                usage.put(name, ProcessUsage.ofTree(pid));
            }
        });
        long self = ProcessHandle.current().pid();
        if (platform.pid() != self) {
            usage.put(GATEWAY, ProcessUsage.ofProcess(platform.pid()));
        }
        usage.put(DRIVER, ProcessUsage.ofProcess(self));
        long[] machine = machineTime();
        return new Snapshot(
                System.nanoTime() / 1e9,
                usage,
                counts,
                Arrays.stream(machine, 0, Math.min(machine.length, STOLEN + 1)).sum(),
                machine.length > STOLEN ? machine[STOLEN] : 0);
    }

    /** What was used since an earlier snapshot. */
    Snapshot since(Snapshot earlier) {
        Map<String, ProcessUsage> used = new LinkedHashMap<>();
        processes.forEach(
                (name, usage) -> used.put(name, usage.since(earlier.processes.getOrDefault(name, ProcessUsage.NONE))));
        return new Snapshot(
                seconds - earlier.seconds,
                used,
                counts.since(earlier.counts),
                machine - earlier.machine,
                stolen - earlier.stolen);
    }

    /** All processes but the gateway and this program, in milliseconds of CPU. */
    ProcessUsage servers() {
        return processes.entrySet().stream()
                .filter(process ->
                        !process.getKey().equals(GATEWAY) && !process.getKey().equals(DRIVER))
                .map(Map.Entry::getValue)
                .reduce(ProcessUsage.NONE, ProcessUsage::plus);
    }

    /** The share of the machine's time that was stolen. */
    double stealShare() {
        return machine == 0 ? 0 : (double) stolen / machine;
    }

    private static long[] machineTime() {
        try {
            String first =
                    Files.readString(Path.of("/proc/stat")).lines().findFirst().orElse("cpu");
            return Arrays.stream(first.split("\\s+"))
                    .skip(1)
                    .mapToLong(Long::parseLong)
                    .toArray();
        } catch (IOException noProc) {
            return new long[0];
        }
    }
}
