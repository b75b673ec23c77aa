package io.doorway.testkit.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A program that runs as a child of this JVM and never outlives it. It leads a session of its own where the system can
 * do that, so that Ctrl-C reaches this JVM alone, which then ends its children in good order.
 */
public final class ChildProcess implements Engine {

    /** Asks a program to end; what most understand. */
    private static final String TERMINATE = "TERM";

    private static final String STOP = "STOP";
    private static final String CONTINUE = "CONT";

    /** Asks PostgreSQL to end without waiting for its clients. */
    static final String INTERRUPT = "INT";

    /** A JVM may write its class data archive when it ends; half of one would be worse than none. */
    private static final long PATIENCE_SECONDS = 60;

    private static final Path SETSID = Path.of("/usr/bin/setsid");
    private static final int DIAGNOSIS_LINES = 5;

    private final List<String> command;
    private final Map<String, String> environment;
    private final Path log;
    private final String stopSignal;
    private @Nullable Process process;

    /**
     * @param environment added to this JVM's own; the place for secrets, which a command line would show to everyone
     * @param log where the program's output goes, appended from start to start
     */
    public ChildProcess(List<String> command, Map<String, String> environment, Path log) {
        this(command, environment, log, TERMINATE);
    }

    ChildProcess(List<String> command, Map<String, String> environment, Path log, String stopSignal) {
        this.command = List.copyOf(command);
        this.environment = Map.copyOf(environment);
        this.log = log;
        this.stopSignal = stopSignal;
        AtExit.run(this::kill);
    }

    @Override
    public void start() {
        ProcessBuilder builder = new ProcessBuilder(inItsOwnSession(command))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            process = builder.start();
        } catch (IOException notFound) {
            throw new UncheckedIOException(notFound);
        }
        Watchdog.watch(process);
    }

    @Override
    public void kill() {
        if (process != null) {
            process.destroyForcibly();
            awaitEnd(process);
        }
    }

    @Override
    public void stop() {
        if (process == null || !process.isAlive()) {
            return;
        }
        signal(stopSignal);
        if (!awaitEnd(process)) {
            kill();
        }
    }

    @Override
    public void freeze() {
        signal(STOP);
    }

    @Override
    public void thaw() {
        signal(CONTINUE);
    }

    /** Its files are in a directory that has an owner. */
    @Override
    public void discard() {}

    @Override
    public boolean running() {
        return process != null && process.isAlive();
    }

    @Override
    public long pid() {
        if (process == null) {
            throw new IllegalStateException("Not started yet");
        }
        return process.pid();
    }

    @Override
    public String diagnosis() {
        try {
            List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
            List<String> last = lines.subList(Math.max(0, lines.size() - DIAGNOSIS_LINES), lines.size());
            return "%s ends with: %s".formatted(log, String.join(" | ", last));
        } catch (IOException noLog) {
            return "see " + log;
        }
    }

    private void signal(String name) {
        try {
            awaitEnd(new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start());
        } catch (IOException noSuchProgram) {
            throw new UncheckedIOException(noSuchProgram);
        }
    }

    private static List<String> inItsOwnSession(List<String> command) {
        if (!Files.isExecutable(SETSID)) {
            return command;
        }
        List<String> detached = new ArrayList<>();
        detached.add(SETSID.toString());
        detached.addAll(command);
        return detached;
    }

    private static boolean awaitEnd(Process process) {
        try {
            return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
            return true;
        }
    }
}
