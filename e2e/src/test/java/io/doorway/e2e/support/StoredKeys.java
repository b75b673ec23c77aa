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

/** The keys in the platform's Redis, without those whose number does not depend on requests: rate limits and leases. */
public record StoredKeys(Set<String> names) {

    public static StoredKeys now() {
        String[] address = TestPlatform.platform().address(Parts.REDIS).split(":");
        try (Socket socket = new Socket(address[0], Integer.parseInt(address[1]))) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write("*2\r\n$4\r\nKEYS\r\n$1\r\n*\r\n".getBytes(StandardCharsets.US_ASCII));
            BufferedReader reply =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            int count = Integer.parseInt(reply.readLine().substring(1));
            Set<String> names = new HashSet<>();
            for (int i = 0; i < count; i++) {
                reply.readLine();
                String name = reply.readLine();
                if (!name.contains("rate-limit") && !name.contains("lease")) {
                    names.add(name);
                }
            }
            return new StoredKeys(names);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The keys that did not exist before. */
    public Set<String> since(StoredKeys before) {
        Set<String> added = new HashSet<>(names);
        added.removeAll(before.names());
        return added;
    }
}
