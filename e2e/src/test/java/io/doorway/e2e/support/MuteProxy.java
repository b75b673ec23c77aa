package io.doorway.e2e.support;

import io.doorway.servers.Ports;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A proxy (SOCKS 5, RFC 1928) that accepts what it does not carry: it passes on the request and the head of the response, such as {@code 101
 * Switching Protocols}, and then nothing more, in neither direction, and does not close the connection. Everything else passes.
 */
public final class MuteProxy implements AutoCloseable {

    private static final Pattern EVENTS = Pattern.compile("GET /login/[^/ ]+/events ");
    private static final String HEAD_END = "\r\n\r\n";
    private static final byte[] NO_AUTHENTICATION = {5, 0};
    private static final byte[] CONNECTED = {5, 0, 0, 1, 0, 0, 0, 0, 0, 0};
    private static final int DOMAIN_NAME = 3;
    private static final int IPV4_BYTES = 4;
    private static final int CHUNK_BYTES = 64 * 1024;

    private final ServerSocket server;
    private final List<Closeable> sockets = new CopyOnWriteArrayList<>();
    private final List<String> muted = new CopyOnWriteArrayList<>();
    private final Predicate<String> mutes;

    private MuteProxy(ServerSocket server, Predicate<String> mutes) {
        this.server = server;
        this.mutes = mutes;
    }

    /**
     * A proxy on a free port of the loopback address.
     *
     * @param headers parts of the heads of requests for the events of a login that are not carried, such as {@code Upgrade: websocket}
     */
    public static MuteProxy of(List<String> headers) throws IOException {
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getByName(Ports.LOOPBACK));
        MuteProxy proxy = new MuteProxy(
                server,
                head -> EVENTS.matcher(head).lookingAt()
                        && headers.stream().anyMatch(header -> head.contains(header + "\r\n")));
        Thread.ofVirtual().start(proxy::accept);
        return proxy;
    }

    /** {@code socks5://host:port}. */
    public String address() {
        return "socks5://" + Ports.LOOPBACK + ":" + server.getLocalPort();
    }

    /** The heads of the requests that were not carried. */
    public List<String> muted() {
        return muted;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                sockets.add(client);
                Thread.ofVirtual().start(() -> ignoringEnd(() -> connect(client)));
            } catch (IOException closed) {
                return;
            }
        }
    }

    /** RFC 1928 sections 3 to 6, without authentication. */
    private void connect(Socket client) throws IOException {
        DataInputStream in = new DataInputStream(client.getInputStream());
        in.readUnsignedByte();
        in.readNBytes(in.readUnsignedByte());
        client.getOutputStream().write(NO_AUTHENTICATION);
        in.readNBytes(3);
        int length = in.readUnsignedByte() == DOMAIN_NAME ? in.readUnsignedByte() : IPV4_BYTES;
        in.readNBytes(length);
        Socket target = new Socket(Ports.LOOPBACK, in.readUnsignedShort());
        sockets.add(target);
        client.getOutputStream().write(CONNECTED);
        new Connection(client, target).relay();
    }

    /** One connection, which carries one request after the other. */
    private final class Connection {
        private final Socket client;
        private final Socket target;
        private volatile boolean isMuted;
        private boolean hasHead;

        Connection(Socket client, Socket target) {
            this.client = client;
            this.target = target;
        }

        void relay() throws IOException {
            Thread.ofVirtual().start(() -> ignoringEnd(() -> copy(target.getInputStream(), this::toClient)));
            copy(client.getInputStream(), this::toTarget);
        }

        private void toTarget(byte[] chunk) throws IOException {
            String head = text(chunk);
            if (isMuted) {
                return;
            }
            if (mutes.test(head)) {
                muted.add(head);
                isMuted = true;
            }
            target.getOutputStream().write(chunk);
        }

        private void toClient(byte[] chunk) throws IOException {
            int end = text(chunk).indexOf(HEAD_END);
            OutputStream out = client.getOutputStream();
            if (!isMuted) {
                out.write(chunk);
            } else if (!hasHead) {
                out.write(chunk, 0, end < 0 ? chunk.length : end + HEAD_END.length());
                hasHead = end >= 0;
            }
        }
    }

    private interface Sink {
        void accept(byte[] chunk) throws IOException;
    }

    private interface Transfer {
        void run() throws IOException;
    }

    private static void copy(InputStream from, Sink to) throws IOException {
        byte[] buffer = new byte[CHUNK_BYTES];
        for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
            to.accept(Arrays.copyOf(buffer, read));
        }
    }

    private static String text(byte[] chunk) {
        return new String(chunk, StandardCharsets.ISO_8859_1);
    }

    /** A connection that one side has closed is over. */
    private static void ignoringEnd(Transfer transfer) {
        try {
            transfer.run();
        } catch (IOException end) {
            // The other side closes its connection too, or the proxy is closed.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Closeable socket : sockets) {
            socket.close();
        }
    }
}
