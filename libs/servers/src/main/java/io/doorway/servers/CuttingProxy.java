package io.doorway.servers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A proxy in front of a real Redis that cuts the connection of one call: before the server has got it, or after the server has run it and
 * before the client has the reply. The client cannot distinguish the two.
 */
public final class CuttingProxy implements AutoCloseable {

    private static final int CHUNK_BYTES = 64 * 1024;

    /** Where a call is cut. */
    public enum Cut {
        /** The server does not get the call. */
        BEFORE_THE_REQUEST,
        /** The server has run the call, and its reply is lost. */
        BEFORE_THE_REPLY
    }

    private record Planned(String text, Cut cut) {}

    private final ServerSocket server;
    private final URI target;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicReference<@Nullable Planned> next = new AtomicReference<>();

    /** @param url of the server, {@code redis://host:port} */
    public CuttingProxy(String url) {
        this.target = URI.create(url);
        try {
            this.server = new ServerSocket(0, 50, InetAddress.getByName(Ports.LOOPBACK));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /** {@code redis://host:port}. */
    public String url() {
        return "redis://" + Ports.LOOPBACK + ":" + server.getLocalPort();
    }

    /** Cuts the next call that contains the text, once. */
    public void cutNext(String text, Cut cut) {
        next.set(new Planned(text, cut));
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Socket redis = new Socket(target.getHost(), target.getPort());
                sockets.addAll(List.of(client, redis));
                new Connection(client, redis).relay();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private final class Connection {
        private final Socket client;
        private final Socket redis;
        private volatile boolean replyIsLost;

        Connection(Socket client, Socket redis) {
            this.client = client;
            this.redis = redis;
        }

        void relay() {
            Thread.ofVirtual().start(() -> copy(client, redis, this::request));
            Thread.ofVirtual().start(() -> copy(redis, client, reply -> !replyIsLost));
        }

        /** Whether the request is passed on. */
        private boolean request(byte[] chunk) {
            Planned planned = next.get();
            if (planned == null || !new String(chunk, StandardCharsets.ISO_8859_1).contains(planned.text())) {
                return true;
            }
            next.set(null);
            replyIsLost = true;
            return planned.cut() == Cut.BEFORE_THE_REPLY;
        }

        /** Ends both connections with the first chunk that is not passed on. */
        private void copy(Socket from, Socket to, Filter filter) {
            try (from;
                    to) {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                byte[] buffer = new byte[CHUNK_BYTES];
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    byte[] chunk = Arrays.copyOf(buffer, read);
                    if (!filter.passes(chunk)) {
                        return;
                    }
                    out.write(chunk);
                }
            } catch (IOException closed) {
                // The other direction has ended the connection.
            }
        }
    }

    private interface Filter {
        boolean passes(byte[] chunk);
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
