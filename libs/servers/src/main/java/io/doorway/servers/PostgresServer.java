package io.doorway.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL server with one empty database and one user, who owns it. */
public final class PostgresServer extends Server {

    /** The name of the database. */
    public static final String DATABASE = "postgres";
    /** The name of the user. */
    public static final String USER = "postgres";
    /** The password of the user; the server is reachable from this machine only. */
    public static final String PASSWORD = "local-only";

    /** The subdirectory of the data directory that {@code postgres.sh} creates. */
    static final String CLUSTER = "cluster";

    private static final String IMAGE = "postgres:17-bookworm";
    private static final int IMAGE_PORT = 5432;

    private final @Nullable ServerTls tls;

    /** A server with temporary data. */
    public PostgresServer(Mode mode) {
        this(Ports.free(), DataDirectory.temporary("postgres"), mode);
    }

    /** A child process that keeps its data in the given directory. */
    public PostgresServer(Path data) {
        this(Ports.free(), DataDirectory.kept(data), Mode.PROCESS);
    }

    /** A child process with temporary data that accepts only TLS and clients with a certificate and the password. */
    public PostgresServer(ServerTls tls) {
        this(Ports.free(), DataDirectory.temporary("postgres"), tls);
    }

    /** A child process with these options of the server, whose data is in the subdirectory {@link #CLUSTER}. */
    PostgresServer(DataDirectory data, List<String> options) {
        this(Ports.free(), data, options);
    }

    private PostgresServer(int port, DataDirectory data, List<String> options) {
        super("PostgreSQL", port, childProcess(port, data, options), data);
        this.tls = null;
    }

    private PostgresServer(int port, DataDirectory data, Mode mode) {
        super("PostgreSQL", port, runtime(port, data, mode), data);
        this.tls = null;
    }

    private PostgresServer(int port, DataDirectory data, ServerTls tls) {
        super("PostgreSQL", port, childProcess(port, data, secured(data, tls)), data);
        this.tls = tls;
    }

    /** {@code jdbc:postgresql://host:port/database}, with the files of TLS. */
    public String jdbcUrl() {
        String files = tls == null
                ? ""
                : "?sslmode=verify-full&sslrootcert=%s&sslkey=%s&sslpassword=%s"
                        .formatted(tls.certificate(), tls.keyStore(), tls.password());
        return "jdbc:" + url() + files;
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
            case PROCESS -> childProcess(port, data, List.of());
            case CONTAINER ->
                new Container(IMAGE, Map.of(port, IMAGE_PORT), Map.of("POSTGRES_PASSWORD", PASSWORD), List.of());
        };
    }

    /** {@code postgres.sh} creates the database at the first start. */
    private static ChildProcess childProcess(int port, DataDirectory data, List<String> options) {
        Path script = data.copyOf("postgres.sh");
        Path password = data.resolve("password");
        try {
            Files.writeString(password, PASSWORD);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> command = List.of(
                script.toString(),
                PostgresBinaries.unpacked().toString(),
                data.path().toString(),
                Integer.toString(port),
                password.toString());
        return new ChildProcess(
                ChildProcess.command("/bin/sh", command, options),
                Map.of(),
                data.resolve("postgres.log"),
                ChildProcess.INTERRUPT);
    }

    /** The key is copied, because PostgreSQL requires that its own user owns it and nobody else reads it. */
    private static List<String> secured(DataDirectory data, ServerTls tls) {
        Path access = data.resolve("access.conf");
        Path key = data.resolve("tls.key");
        try {
            Files.writeString(access, "hostssl all all 127.0.0.1/32 scram-sha-256 clientcert=verify-ca\n");
            Files.copy(tls.key(), key);
            Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, Path> files = Map.of(
                "hba_file",
                access,
                "ssl_key_file",
                key,
                "ssl_cert_file",
                tls.certificate(),
                "ssl_ca_file",
                tls.certificate());
        return Stream.concat(
                        Stream.of("-c", "ssl=on", "-c", "ssl_min_protocol_version=TLSv1.2"),
                        files.entrySet().stream()
                                .flatMap(file -> Stream.of("-c", file.getKey() + "=" + file.getValue())))
                .toList();
    }
}
