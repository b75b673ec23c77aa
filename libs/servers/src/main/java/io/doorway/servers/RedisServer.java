package io.doorway.servers;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import redis.embedded.core.ExecutableProvider;

/**
 * A Redis server with the settings that the challenge store requires in production: every write is in the append-only file before it is
 * acknowledged, and no key is evicted.
 */
public final class RedisServer extends Server {

    private static final String IMAGE = "redis:7.2-bookworm";
    private static final int IMAGE_PORT = 6379;
    private static final byte[] PING = "PING\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final String PONG = "+PONG";
    private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(1);

    private static final List<String> DURABLE =
            List.of("--appendonly", "yes", "--appendfsync", "always", "--save", "", "--maxmemory-policy", "noeviction");

    /** Accepts connections from outside the container, whose port is bound to the loopback address of this machine. */
    private static final List<String> UNPROTECTED = List.of("--protected-mode", "no");

    private static final String DISTRIBUTION = "/usr/bin/redis-server";

    private final @Nullable ServerTls tls;

    /** A server with temporary data. */
    public RedisServer(Mode mode) {
        this(Ports.free(), DataDirectory.temporary("redis"), mode);
    }

    /** A child process that keeps its data in the given directory. */
    public RedisServer(Path data) {
        this(Ports.free(), DataDirectory.kept(data), Mode.PROCESS);
    }

    /**
     * A child process with temporary data that accepts only TLS and clients with a certificate. The Maven artifact has no TLS: the program is
     * {@code redis-server} of the distribution.
     */
    public RedisServer(ServerTls tls) {
        this(Ports.free(), DataDirectory.temporary("redis"), tls);
    }

    /** A child process with temporary data and additional options. */
    RedisServer(int port, List<String> options) {
        this(port, DataDirectory.temporary("redis"), options);
    }

    private RedisServer(int port, DataDirectory data, List<String> options) {
        super("Redis", port, childProcess(executable(data).getPath(), data, withPort(port, options)), data);
        this.tls = null;
    }

    private RedisServer(int port, DataDirectory data, Mode mode) {
        super("Redis", port, runtime(port, data, mode), data);
        this.tls = null;
    }

    private RedisServer(int port, DataDirectory data, ServerTls tls) {
        super("Redis", port, childProcess(DISTRIBUTION, data, secured(port, tls)), data);
        this.tls = tls;
    }

    /** {@code redis://host:port}, or {@code rediss://host:port} with TLS. */
    public String url() {
        return (tls == null ? "redis://" : "rediss://") + address();
    }

    /** While Redis reads its append-only file it answers {@code -LOADING}, so only {@code +PONG} counts. */
    @Override
    boolean isReady() throws IOException {
        try (Socket socket = connect()) {
            socket.setSoTimeout((int) PROBE_TIMEOUT.toMillis());
            socket.getOutputStream().write(PING);
            byte[] reply = socket.getInputStream().readNBytes(PONG.length());
            return PONG.equals(new String(reply, StandardCharsets.US_ASCII));
        }
    }

    /** Sends a command to a server without TLS and returns its reply: a simple string, an integer or a bulk string. */
    String send(String command) throws IOException {
        return RedisConnection.send(port(), command);
    }

    private Socket connect() throws IOException {
        return tls == null
                ? new Socket(InetAddress.getLoopbackAddress(), port())
                : tls.context().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port());
    }

    private static ServerRuntime runtime(int port, DataDirectory data, Mode mode) {
        return switch (mode) {
            case PROCESS -> childProcess(executable(data).getPath(), data, withPort(port, List.of()));
            case CONTAINER -> {
                List<String> command = ChildProcess.command("redis-server", UNPROTECTED, DURABLE);
                yield new Container(IMAGE, Map.of(port, IMAGE_PORT), Map.of(), command);
            }
        };
    }

    private static ServerRuntime childProcess(String program, DataDirectory data, List<String> listener) {
        List<String> location =
                List.of("--bind", Ports.LOOPBACK, "--dir", data.path().toString());
        return new ChildProcess(
                ChildProcess.command(program, listener, location, DURABLE), Map.of(), data.resolve("redis.log"));
    }

    private static List<String> withPort(int port, List<String> options) {
        return ChildProcess.command("--port", List.of(Integer.toString(port)), options);
    }

    private static List<String> secured(int port, ServerTls tls) {
        return List.of(
                "--port", "0",
                "--tls-port", Integer.toString(port),
                "--tls-cert-file", tls.certificate().toString(),
                "--tls-key-file", tls.key().toString(),
                "--tls-ca-cert-file", tls.certificate().toString(),
                "--tls-auth-clients", "yes");
    }

    static File executable(DataDirectory data) {
        try {
            return ExecutableProvider.newJarResourceProvider(data.path().toFile())
                    .get();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
