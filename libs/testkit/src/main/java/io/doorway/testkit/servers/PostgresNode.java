package io.doorway.testkit.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** PostgreSQL's own programs, started by {@code postgres.sh}. */
final class PostgresNode {

    private PostgresNode() {}

    static ChildProcess process(int port, DataDirectory data) {
        Path programs = PostgresPrograms.unpacked();
        Path script = data.copyOf("postgres.sh");
        Path password = data.resolve("password");
        try {
            Files.writeString(password, PostgresServer.PASSWORD);
        } catch (IOException notWritable) {
            throw new UncheckedIOException(notWritable);
        }
        List<String> command = List.of(
                "/bin/sh",
                script.toString(),
                programs.toString(),
                data.path().toString(),
                Integer.toString(port),
                password.toString());
        return new ChildProcess(command, Map.of(), data.resolve("postgres.log"), ChildProcess.INTERRUPT);
    }
}
