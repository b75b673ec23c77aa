package io.doorway.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A child process of this JVM that does not outlive it. If the system has {@code setsid}, the process leads its own session, so that
 * Ctrl-C reaches only this JVM, which then stops its children in order.
 */
public final class ChildProcess implements ServerRuntime {

    /** The signal on which most programs stop. */
    private static final String TERMINATE = "TERM";

    private static final String FREEZE = "STOP";
    private static final String CONTINUE = "CONT";

    /** The signal on which PostgreSQL stops without waiting for its clients. */
    static final String INTERRUPT = "INT";

    /** A JVM may write its class data archive when it ends, which must not be interrupted. */
    private static final long STOP_TIMEOUT_SECONDS = 60;

    private static final Duration KILL_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration KILL_INTERVAL = Duration.ofMillis(10);

    private static final Path SETSID = Path.of("/usr/bin/setsid");
    private static final int DIAGNOSIS_LINES = 5;

    private final List<String> command;
    private final Map<String, String> environment;
    private final Path log;
    private final String stopSignal;
    private @Nullable Process process;

    /**
     * A process that is not started yet.
     *
     * @param environment added to this JVM's environment; secrets belong here, because other users can read a command line
     * @param log the file to which every start appends the program's output
     */
    public ChildProcess(List<String> command, Map<String, String> environment, Path log) {
        this(command, environment, log, TERMINATE);
    }

    ChildProcess(List<String> command, Map<String, String> environment, Path log, String stopSignal) {
        this.command = List.copyOf(command);
        this.environment = Map.copyOf(environment);
        this.log = log;
        this.stopSignal = stopSignal;
        ShutdownTasks.register(ShutdownTasks.Phase.KILL, this::kill);
    }

    @Override
    public void start() {
        ProcessBuilder builder = new ProcessBuilder(withOwnSession(command))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Watchdog.watch(process);
    }

    /** The process before its descendants, so that it starts no further one. They do not end by themselves while they are frozen. */
    @Override
    public void kill() {
        if (process != null) {
            List<ProcessHandle> descendants = process.descendants().toList();
            process.destroyForcibly();
            awaitEnd(process);
            descendants.forEach(ProcessHandle::destroyForcibly);
            // They end a moment later, and PostgreSQL does not start beside one of its former processes.
            Polling.until(() -> descendants.stream().noneMatch(ProcessHandle::isAlive), KILL_TIMEOUT, KILL_INTERVAL);
        }
    }

    @Override
    public void stop() {
        if (process == null || !process.isAlive()) {
            return;
        }
        signal(stopSignal, Stream.of(pid()));
        if (!awaitEnd(process)) {
            kill();
        }
    }

    /** The process before its descendants, so that it starts no further one. PostgreSQL has a process for each connection. */
    @Override
    public void freeze() {
        signal(FREEZE, Stream.of(pid()));
        signal(FREEZE, descendants());
    }

    @Override
    public void thaw() {
        signal(CONTINUE, descendants());
        signal(CONTINUE, Stream.of(pid()));
    }

    /** Nothing to remove: its files are in a directory that the caller owns. */
    @Override
    public void remove() {}

    @Override
    public boolean running() {
        return process != null && process.isAlive();
    }

    @Override
    public long pid() {
        if (process == null) {
            throw new IllegalStateException("not started yet");
        }
        return process.pid();
    }

    @Override
    public String diagnosis() {
        try {
            List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
            List<String> last = lines.subList(Math.max(0, lines.size() - DIAGNOSIS_LINES), lines.size());
            return "%s ends with: %s".formatted(log, String.join(" | ", last));
        } catch (IOException e) {
            return "see " + log;
        }
    }

    private Stream<Long> descendants() {
        return process == null ? Stream.empty() : process.descendants().map(ProcessHandle::pid);
    }

    private static void signal(String name, Stream<Long> processes) {
        List<String> ids = processes.map(id -> Long.toString(id)).toList();
        if (ids.isEmpty()) {
            return;
        }
        try {
            awaitEnd(new ProcessBuilder(command("kill", List.of("-" + name), ids)).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A command line: the program, then its arguments in this order. */
    @SafeVarargs
    static List<String> command(String program, List<String>... arguments) {
        return Stream.concat(Stream.of(program), Stream.of(arguments).flatMap(List::stream))
                .toList();
    }

    private static List<String> withOwnSession(List<String> command) {
        return Files.isExecutable(SETSID) ? command(SETSID.toString(), SessionPriority.ofThisOne(command)) : command;
    }

    private static boolean awaitEnd(Process process) {
        try {
            return process.waitFor(STOP_TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
            return true;
        }
    }
}
