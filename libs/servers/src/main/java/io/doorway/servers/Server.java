package io.doorway.servers;

import java.time.Duration;

/**
 * A server that can be killed and started again at the same port with the data that it had acknowledged. Not thread-safe: one owner starts
 * and stops it.
 */
public abstract class Server implements ManagedProcess, AutoCloseable {

    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration PROBE_INTERVAL = Duration.ofMillis(50);

    private final String name;
    private final int port;
    private final ServerRuntime runtime;
    private final DataDirectory data;

    Server(String name, int port, ServerRuntime runtime, DataDirectory data) {
        this.name = name;
        this.port = port;
        this.runtime = runtime;
        this.data = data;
    }

    /** Whether the server is ready; called repeatedly until it is. An exception means that it is not. */
    abstract boolean isReady() throws Exception;

    @Override
    public final void start() {
        runtime.start();
        awaitReady();
    }

    @Override
    public final void kill() {
        runtime.kill();
    }

    @Override
    public final void stop() {
        runtime.stop();
    }

    /** Starts the server again; stops it first if it runs. */
    public final void restart() {
        if (runtime.running()) {
            stop();
        }
        start();
    }

    /** Suspends the server: it does not answer, and its connections stay open, like those of a machine that hangs. */
    public final void freeze() {
        runtime.freeze();
    }

    /** Resumes the server after {@link #freeze()}. */
    public final void thaw() {
        runtime.thaw();
    }

    /** Stops the server and removes its data, unless the directory was given. */
    @Override
    public final void close() {
        stop();
        runtime.remove();
        data.close();
    }

    @Override
    public final String address() {
        return Ports.LOOPBACK + ":" + port;
    }

    /** The port on the loopback address. */
    public final int port() {
        return port;
    }

    @Override
    public final long pid() {
        return runtime.pid();
    }

    @Override
    public final boolean running() {
        return runtime.running();
    }

    private void awaitReady() {
        boolean inTime = Polling.until(() -> isReadyNow() || !runtime.running(), START_TIMEOUT, PROBE_INTERVAL);
        if (!runtime.running()) {
            throw new IllegalStateException("%s ended during its start: %s".formatted(name, runtime.diagnosis()));
        }
        if (!inTime) {
            throw new IllegalStateException(
                    "%s was not ready within %s: %s".formatted(name, START_TIMEOUT, runtime.diagnosis()));
        }
    }

    private boolean isReadyNow() {
        try {
            return isReady();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + name, e);
        } catch (Exception notYet) {
            return false;
        }
    }

    /** How a server runs. */
    public enum Mode {

        /** As a child process of this JVM. */
        PROCESS,

        /** In a Docker container. */
        CONTAINER;

        private static final String PROPERTY = "doorway.servers";
        private static final String VARIABLE = "DOORWAY_SERVERS";

        /**
         * {@link #CONTAINER} if the system property {@code doorway.servers} or the environment variable {@code DOORWAY_SERVERS} is {@code
         * containers}, otherwise {@link #PROCESS}. Tests use it, so that one command can run them in either mode.
         */
        public static Mode fromEnvironment() {
            String value = System.getProperty(PROPERTY, System.getenv().getOrDefault(VARIABLE, ""));
            return value.equals("containers") ? CONTAINER : PROCESS;
        }
    }
}
