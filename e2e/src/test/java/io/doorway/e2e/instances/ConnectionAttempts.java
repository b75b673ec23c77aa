package io.doorway.e2e.instances;

import io.doorway.servers.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes the port of a server that is away, closes each connection at once, and counts them. */
final class ConnectionAttempts implements AutoCloseable {

    private static final int BACKLOG = 200;

    private final AtomicInteger attempts = new AtomicInteger();
    private final ServerSocket socket;
    private final long begun = System.nanoTime();

    private ConnectionAttempts(ServerSocket socket) {
        this.socket = socket;
        Thread.startVirtualThread(this::refuse);
    }

    /** Counts from now on. */
    static ConnectionAttempts at(int port) {
        try {
            return new ConnectionAttempts(new ServerSocket(port, BACKLOG, InetAddress.getByName(Ports.LOOPBACK)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void refuse() {
        try {
            while (!socket.isClosed()) {
                socket.accept().close();
                attempts.incrementAndGet();
            }
        } catch (IOException closed) {
            return;
        }
    }

    /** Attempts of a second, since the beginning. */
    double rate() {
        return attempts.get() * 1e9 / (System.nanoTime() - begun);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
