package io.doorway.testkit.servers;

import java.time.Duration;
import java.time.Instant;

/** A server that tests may kill: what it had acknowledged is still there after a restart. Not thread-safe: one owner
 * starts and stops it. */
public abstract class Server implements Program, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BETWEEN_PROBES = Duration.ofMillis(50);

    private final String name;
    private final int port;
    private final Engine engine;
    private final DataDirectory data;

    Server(String name, int port, Engine engine, DataDirectory data) {
        this.name = name;
        this.port = port;
        this.engine = engine;
        this.data = data;
    }

    /** Whether the server serves requests now; asked again and again until it does. */
    abstract boolean answers() throws Exception;

    @Override
    public final void start() {
        engine.start();
        awaitAnswer();
    }

    @Override
    public final void kill() {
        engine.kill();
    }

    @Override
    public final void stop() {
        engine.stop();
    }

    /** Starts the server again on the same port with the same data, stopping it first if it still runs. */
    public final void restart() {
        if (engine.running()) {
            stop();
        }
        start();
    }

    /** From now on the server answers nobody, while its connections stay open, as those of a machine that hangs do. */
    public final void freeze() {
        engine.freeze();
    }

    /** The server goes on where it was frozen. */
    public final void thaw() {
        engine.thaw();
    }

    /** Ends the server for good and removes its data, unless the directory was given. */
    @Override
    public final void close() {
        stop();
        engine.discard();
        data.close();
    }

    @Override
    public final String address() {
        return Ports.LOOPBACK + ":" + port;
    }

    public final int port() {
        return port;
    }

    @Override
    public final long pid() {
        return engine.pid();
    }

    @Override
    public final boolean running() {
        return engine.running();
    }

    private void awaitAnswer() {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!answersNow()) {
            if (!engine.running()) {
                throw new IllegalStateException("%s ended while it started: %s".formatted(name, engine.diagnosis()));
            }
            if (Instant.now().isAfter(deadline)) {
                throw new IllegalStateException(
                        "%s did not answer within %s: %s".formatted(name, PATIENCE, engine.diagnosis()));
            }
            pause();
        }
    }

    /** A probe that fails is a server that is not there yet; one that is there for good ends the wait by its patience. */
    private boolean answersNow() {
        try {
            return answers();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + name, interrupted);
        } catch (Exception notYet) {
            return false;
        }
    }

    private void pause() {
        try {
            Thread.sleep(BETWEEN_PROBES);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + name, interrupted);
        }
    }
}
