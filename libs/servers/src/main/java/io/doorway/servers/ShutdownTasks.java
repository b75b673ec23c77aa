package io.doorway.servers;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Tasks that run when this JVM ends, phase by phase, and within a phase in the reverse order of their registration. (The JVM runs its own
 * shutdown hooks concurrently.)
 */
public final class ShutdownTasks {

    /** What a task does. */
    public enum Phase {
        /** Stops programs in order, and what depends on them. */
        STOP,
        /** Kills a program that was not stopped. */
        KILL,
        /** Removes the files of programs that have ended. */
        REMOVE,
        /** Ends the JVM. */
        EXIT;

        private final Deque<Runnable> tasks = new ArrayDeque<>();
    }

    private static final Object LOCK = new Object();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(ShutdownTasks::runAll, "doorway-shutdown"));
    }

    private static volatile boolean isShuttingDown;

    private ShutdownTasks() {}

    /** Whether this JVM is ending. Operations may fail for that reason. */
    public static boolean isShuttingDown() {
        return isShuttingDown;
    }

    /** Registers a task, which must be idempotent. */
    public static void register(Phase phase, Runnable task) {
        synchronized (LOCK) {
            phase.tasks.push(task);
        }
    }

    private static void runAll() {
        isShuttingDown = true;
        synchronized (LOCK) {
            for (Phase phase : Phase.values()) {
                phase.tasks.forEach(Runnable::run);
            }
        }
    }
}
