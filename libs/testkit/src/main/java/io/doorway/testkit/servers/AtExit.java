package io.doorway.testkit.servers;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What is still to be done when this JVM ends, in the reverse order of its registration: the program that writes to a
 * directory ends before the directory is removed. (The JVM runs its own hooks all at once.)
 */
public final class AtExit {

    private static final Deque<Runnable> TASKS = new ArrayDeque<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(AtExit::runAll, "doorway-at-exit"));
    }

    private static volatile boolean ending;

    private AtExit() {}

    /** Whether this JVM is about to end; what fails now fails for that reason. */
    public static boolean ending() {
        return ending;
    }

    /** The task must not mind that it was already done. */
    public static void run(Runnable task) {
        synchronized (TASKS) {
            TASKS.push(task);
        }
    }

    private static void runAll() {
        ending = true;
        synchronized (TASKS) {
            TASKS.forEach(Runnable::run);
        }
    }
}
