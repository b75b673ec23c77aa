package io.doorway.testkit.servers;

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
import redis.embedded.core.ExecutableProvider;

/**
 * A Redis that loses nothing it acknowledged (every write is in the append-only file before its answer) and that evicts
 * nothing, as a production store of challenges is configured.
 */
public final class RedisServer extends Server {

    private static final String IMAGE = "redis:7.2-bookworm";
    private static final int IMAGE_PORT = 6379;
    private static final byte[] PING = "PING\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final String PONG = "+PONG";
    private static final Duration PROBE = Duration.ofSeconds(1);

    private static final List<String> DURABLE =
            List.of("--appendonly", "yes", "--appendfsync", "always", "--save", "", "--maxmemory-policy", "noeviction");

    /** To all who reach the container, which only the loopback address of this machine leads to. */
    private static final List<String> OPEN = List.of("--protected-mode", "no");

    /** A server that runs as this JVM's tests are asked to run theirs, with data that is removed at the end. */
    public RedisServer() {
        this(Ports.free(), DataDirectory.temporary("redis"), Servers.inContainers());
    }

    /** A child process that keeps its data in this directory. */
    public RedisServer(Path data) {
        this(Ports.free(), DataDirectory.given(data), false);
    }

    private RedisServer(int port, DataDirectory data, boolean inContainer) {
        super("Redis", port, inContainer ? container(port) : childProcess(port, data), data);
    }

    /** {@code redis://host:port}. */
    public String url() {
        return "redis://" + address();
    }

    /** A server that still reads its append-only file answers {@code -LOADING}, which is no answer. */
    @Override
    boolean answers() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout((int) PROBE.toMillis());
            socket.getOutputStream().write(PING);
            byte[] answer = socket.getInputStream().readNBytes(PONG.length());
            return PONG.equals(new String(answer, StandardCharsets.US_ASCII));
        }
    }

    private static Engine container(int port) {
        return new Container(IMAGE, Map.of(port, IMAGE_PORT), Map.of(), Commands.of("redis-server", OPEN, DURABLE));
    }

    private static Engine childProcess(int port, DataDirectory data) {
        List<String> here = List.of(
                "--bind",
                Ports.LOOPBACK,
                "--port",
                Integer.toString(port),
                "--dir",
                data.path().toString());
        return new ChildProcess(
                Commands.of(executable(data).getPath(), here, DURABLE), Map.of(), data.resolve("redis.log"));
    }

    private static File executable(DataDirectory data) {
        try {
            return ExecutableProvider.newJarResourceProvider(data.path().toFile())
                    .get();
        } catch (IOException notUnpacked) {
            throw new UncheckedIOException(notUnpacked);
        }
    }
}
