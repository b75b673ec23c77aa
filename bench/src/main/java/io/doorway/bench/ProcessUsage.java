package io.doorway.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The CPU time of a process and its descendants since their start, in milliseconds, as Linux accounts for it (proc(5)). Zero on other
 * systems.
 *
 * @param total user and system time
 * @param system the part in the kernel
 * @param jit the part of the threads that compile
 * @param gc the part of the threads that collect garbage; with the serial collector that is the VM's own thread
 */
record ProcessUsage(double total, double system, double jit, double gc) {

    static final ProcessUsage NONE = new ProcessUsage(0, 0, 0, 0);

    /** Linux reports hundredths of a second, independently of the kernel's tick. */
    private static final double MILLISECONDS_PER_TICK = 10;

    /** Indexes of fields of {@code /proc/PID/stat} after the program's name. */
    private static final int USER_TIME = 11;

    private static final int SYSTEM_TIME = 12;
    private static final int USER_TIME_OF_ENDED_CHILDREN = 13;
    private static final int SYSTEM_TIME_OF_ENDED_CHILDREN = 14;

    /** Of the process, its running descendants and its ended children: PostgreSQL has a process for each connection. */
    static ProcessUsage ofTree(long pid) {
        return ProcessHandle.of(pid)
                .map(process -> Stream.concat(Stream.of(process), process.descendants())
                        .map(member -> of(member.pid(), true))
                        .reduce(NONE, ProcessUsage::plus))
                .orElse(NONE);
    }

    /** Of the process without its children. */
    static ProcessUsage ofProcess(long pid) {
        return of(pid, false);
    }

    ProcessUsage plus(ProcessUsage other) {
        return new ProcessUsage(total + other.total, system + other.system, jit + other.jit, gc + other.gc);
    }

    /** What was used since an earlier time. Compiler threads end when nothing is to be compiled, and their time with them. */
    ProcessUsage since(ProcessUsage earlier) {
        return new ProcessUsage(
                Math.max(0, total - earlier.total),
                Math.max(0, system - earlier.system),
                Math.max(0, jit - earlier.jit),
                Math.max(0, gc - earlier.gc));
    }

    ProcessUsage times(double factor) {
        return new ProcessUsage(total * factor, system * factor, jit * factor, gc * factor);
    }

    private static ProcessUsage of(long pid, boolean withEndedChildren) {
        Path process = Path.of("/proc", Long.toString(pid));
        try {
            String[] fields = fields(Files.readString(process.resolve("stat")));
            double user = time(fields, USER_TIME) + (withEndedChildren ? time(fields, USER_TIME_OF_ENDED_CHILDREN) : 0);
            double system =
                    time(fields, SYSTEM_TIME) + (withEndedChildren ? time(fields, SYSTEM_TIME_OF_ENDED_CHILDREN) : 0);
            ProcessUsage usage = new ProcessUsage(user + system, system, 0, 0);
            try (DirectoryStream<Path> threads = Files.newDirectoryStream(process.resolve("task"))) {
                for (Path thread : threads) {
                    usage = usage.plus(ofThread(thread));
                }
            }
            return usage;
        } catch (IOException ended) {
            return NONE;
        }
    }

    /** Only what belongs to a kind: the total is that of the process, which includes threads that have ended. */
    private static ProcessUsage ofThread(Path thread) {
        try {
            String stat = Files.readString(thread.resolve("stat"));
            String name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
            String[] fields = fields(stat);
            double time = time(fields, USER_TIME) + time(fields, SYSTEM_TIME);
            if (name.startsWith("C1 Compiler") || name.startsWith("C2 Compiler")) {
                return new ProcessUsage(0, 0, time, 0);
            }
            boolean collects = name.startsWith("GC ") || name.startsWith("G1 ") || name.equals("VM Thread");
            return collects ? new ProcessUsage(0, 0, 0, time) : NONE;
        } catch (IOException ended) {
            return NONE;
        }
    }

    /** The second field is the program's name in parentheses, which may contain spaces and parentheses. */
    private static String[] fields(String stat) {
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    }

    private static double time(String[] fields, int field) {
        return Long.parseLong(fields[field]) * MILLISECONDS_PER_TICK;
    }
}
