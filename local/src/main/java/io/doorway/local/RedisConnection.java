package io.doorway.local;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A connection to the Redis of a local platform, for a few commands. Replies are those of version 2 of Redis's protocol. */
final class RedisConnection implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 2000;

    private final Socket socket;
    private final InputStream in;

    /** @param address {@code host:port} */
    RedisConnection(String address) throws IOException {
        String[] parts = address.split(":");
        socket = new Socket();
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.connect(new InetSocketAddress(parts[0], Integer.parseInt(parts[1])), TIMEOUT_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** Sends a command whose reply is a text, or null. */
    @Nullable
    String text(String... command) throws IOException {
        return (String) send(command);
    }

    /** Sends a command whose reply is a list. */
    List<?> list(String... command) throws IOException {
        return send(command) instanceof List<?> list ? list : List.of();
    }

    private @Nullable Object send(String... command) throws IOException {
        StringBuilder request = new StringBuilder("*" + command.length + "\r\n");
        for (String part : command) {
            int length = part.getBytes(StandardCharsets.UTF_8).length;
            request.append('$').append(length).append("\r\n").append(part).append("\r\n");
        }
        OutputStream out = socket.getOutputStream();
        out.write(request.toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
        return reply();
    }

    private @Nullable Object reply() throws IOException {
        String line = line();
        String value = line.substring(1);
        return switch (line.charAt(0)) {
            case '+', ':' -> value;
            case '$' -> bulk(Integer.parseInt(value));
            case '*' -> items(Integer.parseInt(value));
            default -> throw new IOException("Redis: " + line);
        };
    }

    private @Nullable String bulk(int length) throws IOException {
        if (length < 0) {
            return null;
        }
        byte[] bytes = in.readNBytes(length);
        line();
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private List<@Nullable Object> items(int count) throws IOException {
        List<@Nullable Object> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            items.add(reply());
        }
        return items;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("Redis closed the connection");
            }
            line.append((char) next);
        }
        return line.toString().strip();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
