package io.doorway.testkit.servers;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.postgresql.Driver;

/** A PostgreSQL with one empty database and one user who owns it. */
public final class PostgresServer extends Server {

    public static final String DATABASE = "postgres";
    public static final String USER = "postgres";
    public static final String PASSWORD = "local-only";

    private static final String IMAGE = "postgres:17-bookworm";
    private static final int IMAGE_PORT = 5432;

    /** A server that runs as this JVM's tests are asked to run theirs, with data that is removed at the end. */
    public PostgresServer() {
        this(Ports.free(), DataDirectory.temporary("postgres"), Servers.inContainers());
    }

    /** A child process that keeps its data in this directory. */
    public PostgresServer(Path data) {
        this(Ports.free(), DataDirectory.given(data), false);
    }

    private PostgresServer(int port, DataDirectory data, boolean inContainer) {
        super("PostgreSQL", port, inContainer ? container(port) : PostgresNode.process(port, data), data);
    }

    /** {@code jdbc:postgresql://host:port/database}. */
    public String jdbcUrl() {
        return "jdbc:" + url();
    }

    /** {@code postgresql://host:port/database}, for Quarkus' reactive client. */
    public String url() {
        return "postgresql://%s/%s".formatted(address(), DATABASE);
    }

    /** A connection of its own for a test that looks into the database. */
    public Connection connect() throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", USER);
        login.setProperty("password", PASSWORD);
        return requireNonNull(new Driver().connect(jdbcUrl(), login), "the driver knows its own addresses");
    }

    @Override
    boolean answers() throws SQLException {
        if (!Ports.open(port())) {
            return false;
        }
        try (Connection connection = connect()) {
            return connection.isValid(1);
        }
    }

    private static Engine container(int port) {
        return new Container(IMAGE, Map.of(port, IMAGE_PORT), Map.of("POSTGRES_PASSWORD", PASSWORD), List.of());
    }
}
