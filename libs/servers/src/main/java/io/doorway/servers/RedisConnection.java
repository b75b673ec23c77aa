package io.doorway.servers;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Single commands to a Redis server of this machine, for its set-up and its statistics: a connection per command, no client library. */
public final class RedisConnection {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private RedisConnection() {}

    /**
     * Sends a command and returns its reply.
     *
     * @param port on the loopback address
     * @param command words without quotes
     * @throws IOException if the server does not answer, or answers with an error
     */
    public static String send(int port, String command) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) TIMEOUT.toMillis());
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            DataInputStream in = new DataInputStream(socket.getInputStream());
            String first = line(in);
            return switch (first.charAt(0)) {
                case '+', ':' -> first.substring(1);
                case '$' -> new String(in.readNBytes(Integer.parseInt(first.substring(1))), StandardCharsets.US_ASCII);
                default -> throw new IOException(first);
            };
        }
    }

    private static String line(DataInputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.readUnsignedByte(); next != '\r'; next = in.readUnsignedByte()) {
            line.append((char) next);
        }
        in.readUnsignedByte();
        return line.toString();
    }
}
