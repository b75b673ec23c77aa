package io.doorway.e2e.support;

import io.doorway.local.Platform.Parts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/** Keys in the platform's Redis. */
public record StoredKeys(Set<String> names) {

    /** Without those whose number does not depend on requests: rate limits and leases. */
    public static StoredKeys now() {
        Set<String> names = new HashSet<>(all().names());
        names.removeIf(name -> name.contains("rate-limit") || name.contains("lease"));
        return new StoredKeys(names);
    }

    public static StoredKeys all() {
        return ask("*2\r\n$4\r\nKEYS\r\n$1\r\n*\r\n", reply -> {
            int count = number(reply.readLine());
            Set<String> names = new HashSet<>();
            for (int i = 0; i < count; i++) {
                reply.readLine();
                names.add(reply.readLine());
            }
            return new StoredKeys(names);
        });
    }

    /** The number of entries of a stream; 0 if it does not exist. */
    public static int lengthOfStream(String key) {
        return ask("*2\r\n$4\r\nXLEN\r\n$%d\r\n%s\r\n".formatted(key.length(), key), reply -> number(reply.readLine()));
    }

    private interface Reading<T> {
        T read(BufferedReader reply) throws IOException;
    }

    private static <T> T ask(String command, Reading<T> reading) {
        String[] address = TestPlatform.platform().address(Parts.REDIS).split(":");
        try (Socket socket = new Socket(address[0], Integer.parseInt(address[1]))) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(command.getBytes(StandardCharsets.US_ASCII));
            return reading.read(
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of the length of an array, or an integer. */
    private static int number(String line) {
        return Integer.parseInt(line.substring(1));
    }

    /** The keys that did not exist before. */
    public Set<String> since(StoredKeys before) {
        Set<String> added = new HashSet<>(names);
        added.removeAll(before.names());
        return added;
    }
}
