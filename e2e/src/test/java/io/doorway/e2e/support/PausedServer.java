package io.doorway.e2e.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;

/** A server of the platform that does not answer until it is closed: its process is stopped by a signal and continued. */
public final class PausedServer implements AutoCloseable {

    private final long pid;

    private PausedServer(long pid) {
        this.pid = pid;
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
            Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start();
            if (!kill.waitFor(10, TimeUnit.SECONDS) || kill.exitValue() != 0) {
                throw new IllegalStateException("kill -" + name + " " + pid + " failed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
