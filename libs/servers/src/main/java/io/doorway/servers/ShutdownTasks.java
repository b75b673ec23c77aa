package io.doorway.servers;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Tasks that run when this JVM ends, in the reverse order of their registration, so that the program that writes to a directory stops
 * before the directory is removed. (The JVM runs its own shutdown hooks concurrently.)
 */
public final class ShutdownTasks {

    private static final Deque<Runnable> FIRST_TASKS = new ArrayDeque<>();
    private static final Deque<Runnable> TASKS = new ArrayDeque<>();

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
    public static void register(Runnable task) {
        synchronized (TASKS) {
            TASKS.push(task);
        }
    }

    /**
     * Registers a task, which must be idempotent and runs before all of {@link #register}, also those that are registered later: it stops programs
     * that would be killed otherwise.
     */
    public static void registerFirst(Runnable task) {
        synchronized (TASKS) {
            FIRST_TASKS.push(task);
        }
    }

    private static void runAll() {
        isShuttingDown = true;
        synchronized (TASKS) {
            FIRST_TASKS.forEach(Runnable::run);
            TASKS.forEach(Runnable::run);
        }
    }
}
