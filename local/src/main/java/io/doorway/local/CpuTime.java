package io.doorway.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** The CPU time of processes, as the operating system accounts for it. */
public final class CpuTime {

    /** Linux reports hundredths of a second, independently of the kernel's tick. */
    private static final long MILLISECONDS_PER_TICK = 10;

    /** Indexes of fields of {@code /proc/PID/stat} after the program's name. */
    private static final int USER_TIME = 11;

    static final int SYSTEM_TIME = 12;
    static final int SYSTEM_TIME_OF_ENDED_CHILDREN = 14;

    private CpuTime() {}

    /**
     * User and system time of the process, its running descendants and its ended children. PostgreSQL, for example, has one process per
     * connection. Zero if the process has ended.
     */
    public static Duration ofProcessTree(long pid) {
        return ProcessHandle.of(pid)
                .map(process -> Stream.concat(Stream.of(process), process.descendants())
                        .map(CpuTime::own)
                        .reduce(Duration.ZERO, Duration::plus))
                .orElse(Duration.ZERO);
    }

    /** User and system time of the process without its children. Zero if the process has ended. */
    public static Duration ofProcessOnly(long pid) {
        return ProcessHandle.of(pid).map(process -> read(process, SYSTEM_TIME)).orElse(Duration.ZERO);
    }

    private static Duration own(ProcessHandle process) {
        return read(process, SYSTEM_TIME_OF_ENDED_CHILDREN);
    }

    private static Duration read(ProcessHandle process, int lastField) {
        try {
            return fromStat(Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat")), lastField);
        } catch (IOException noProc) {
            return process.info().totalCpuDuration().orElse(Duration.ZERO);
        }
    }

    /** proc(5): the second field is the program's name in parentheses, which may contain spaces and parentheses. */
    static Duration fromStat(String stat, int lastField) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long ticks = 0;
        for (int field = USER_TIME; field <= lastField; field++) {
            ticks += Long.parseLong(fields[field]);
        }
        return Duration.ofMillis(ticks * MILLISECONDS_PER_TICK);
    }
}
