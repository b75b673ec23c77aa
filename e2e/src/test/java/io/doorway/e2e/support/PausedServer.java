package io.doorway.e2e.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A server of the platform that does not answer until it is closed: its processes are stopped by a signal and continued. PostgreSQL has one
 * process for each connection.
 */
public final class PausedServer implements AutoCloseable {

    private final List<String> pids;

    private PausedServer(long pid) {
        ProcessHandle first = ProcessHandle.of(pid).orElseThrow();
        this.pids = Stream.concat(Stream.of(first), first.descendants())
                .map(process -> Long.toString(process.pid()))
                .toList();
        signal("STOP");
    }

    /** @param part a name of {@link io.doorway.local.Platform.Parts} */
    public static PausedServer pause(String part) {
        return new PausedServer(TestPlatform.platform().pid(part));
    }

    @Override
    public void close() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            List<String> command =
                    Stream.concat(Stream.of("kill", "-" + name), pids.stream()).toList();
            Process kill = new ProcessBuilder(command).start();
            if (!kill.waitFor(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException(command + " does not end");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
