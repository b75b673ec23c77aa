package io.doorway.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** What a process has cost so far, by the operating system's own accounting. */
public final class Cpu {

    /** Linux counts in hundredths of a second, whatever the kernel's own tick is. */
    private static final long MILLISECONDS_PER_TICK = 10;

    private static final int USER_TIME = 11;
    static final int SYSTEM_TIME = 12;
    static final int SYSTEM_TIME_OF_ENDED_CHILDREN = 14;

    private Cpu() {}

    /**
     * User and system time of the process, its living descendants and the children that have ended: PostgreSQL, for
     * one, serves each connection by a process of its own. Zero for a process that is gone.
     */
    public static Duration of(long pid) {
        return ProcessHandle.of(pid)
                .map(process -> Stream.concat(Stream.of(process), process.descendants())
                        .map(Cpu::own)
                        .reduce(Duration.ZERO, Duration::plus))
                .orElse(Duration.ZERO);
    }

    /** User and system time of the process alone, for one whose children are counted by themselves. */
    public static Duration alone(long pid) {
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

    /** proc(5): the second field is the program's name in parentheses, which may itself hold spaces and parentheses. */
    static Duration fromStat(String stat, int lastField) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long ticks = 0;
        for (int field = USER_TIME; field <= lastField; field++) {
            ticks += Long.parseLong(fields[field]);
        }
        return Duration.ofMillis(ticks * MILLISECONDS_PER_TICK);
    }
}
