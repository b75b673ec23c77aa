package io.doorway.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** A PostgreSQL server with one empty database and one user, who owns it. */
public final class PostgresServer extends Server {

    /** The name of the database. */
    public static final String DATABASE = "postgres";
    /** The name of the user. */
    public static final String USER = "postgres";
    /** The password of the user; the server is reachable from this machine only. */
    public static final String PASSWORD = "local-only";

    private static final String IMAGE = "postgres:17-bookworm";
    private static final int IMAGE_PORT = 5432;

    /** A server with temporary data. */
    public PostgresServer(Mode mode) {
        this(Ports.free(), DataDirectory.temporary("postgres"), mode);
    }

    /** A child process that keeps its data in the given directory. */
    public PostgresServer(Path data) {
        this(Ports.free(), DataDirectory.kept(data), Mode.PROCESS);
    }

    private PostgresServer(int port, DataDirectory data, Mode mode) {
        super("PostgreSQL", port, runtime(port, data, mode), data);
    }

    /** {@code jdbc:postgresql://host:port/database}. */
    public String jdbcUrl() {
        return "jdbc:" + url();
    }

    /** {@code postgresql://host:port/database}, for Quarkus's reactive client. */
    public String url() {
        return "postgresql://%s/%s".formatted(address(), DATABASE);
    }

    @Override
    boolean isReady() throws SQLException {
        if (!Ports.isOpen(port())) {
            return false;
        }
        try (Connection connection = DriverManager.getConnection(jdbcUrl(), USER, PASSWORD)) {
            return connection.isValid(1);
        }
    }

    private static ServerRuntime runtime(int port, DataDirectory data, Mode mode) {
        return switch (mode) {
            case PROCESS -> childProcess(port, data);
            case CONTAINER ->
                new Container(IMAGE, Map.of(port, IMAGE_PORT), Map.of("POSTGRES_PASSWORD", PASSWORD), List.of());
        };
    }

    /** {@code postgres.sh} creates the database at the first start. */
    private static ChildProcess childProcess(int port, DataDirectory data) {
        Path script = data.copyOf("postgres.sh");
        Path password = data.resolve("password");
        try {
            Files.writeString(password, PASSWORD);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> command = List.of(
                "/bin/sh",
                script.toString(),
                PostgresBinaries.unpacked().toString(),
                data.path().toString(),
                Integer.toString(port),
                password.toString());
        return new ChildProcess(command, Map.of(), data.resolve("postgres.log"), ChildProcess.INTERRUPT);
    }
}
