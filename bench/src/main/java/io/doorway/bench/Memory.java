package io.doorway.bench;

import io.doorway.local.RunningPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The memory of processes: their proportional set size, of which each shared page counts once among all that share it. */
final class Memory {

    private static final Pattern PSS = Pattern.compile("(?m)^Pss:\\s+(\\d+) kB");
    private static final double KIB_PER_MIB = 1024;

    private Memory() {}

    /** Each part of the platform, its descendants included, and the process with the gateway, in MiB. Zero on other systems than Linux. */
    static Map<String, Double> of(RunningPlatform platform) {
        Map<String, Double> memory = new LinkedHashMap<>();
        platform.processes().forEach((name, pid) -> memory.put(name, ofTree(pid)));
        memory.put(Snapshot.GATEWAY, ofProcess(platform.pid()));
        return memory;
    }

    private static double ofTree(long pid) {
        return ProcessHandle.of(pid).stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .mapToDouble(process -> ofProcess(process.pid()))
                .sum();
    }

    private static double ofProcess(long pid) {
        try {
            Matcher pss = PSS.matcher(Files.readString(Path.of("/proc", Long.toString(pid), "smaps_rollup")));
            return pss.find() ? Long.parseLong(pss.group(1)) / KIB_PER_MIB : 0;
        } catch (IOException endedOrNoProc) {
            return 0;
        }
    }
}
