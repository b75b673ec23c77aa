package io.doorway.testkit.servers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/** PostgreSQL's own programs, started by {@code postgres.sh}. */
final class PostgresNode {

    private static final String SCRIPT = "postgres.sh";

    private PostgresNode() {}

    static ChildProcess process(int port, DataDirectory data) {
        Path programs = PostgresPrograms.unpacked();
        Path script = data.resolve(SCRIPT);
        Path password = data.resolve("password");
        try (InputStream packed = PostgresNode.class.getResourceAsStream(SCRIPT)) {
            Files.copy(packed, script, StandardCopyOption.REPLACE_EXISTING);
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
