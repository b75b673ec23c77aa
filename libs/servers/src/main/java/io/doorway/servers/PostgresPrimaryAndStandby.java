package io.doorway.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A PostgreSQL primary and a standby that follows it synchronously: what the primary has acknowledged, the standby has too. Child processes
 * with temporary data. Nothing promotes the standby but {@link #promote}.
 */
public final class PostgresPrimaryAndStandby implements AutoCloseable {

    private static final String STANDBY = "standby";
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(50);

    private final DataDirectory primaryData = DataDirectory.temporary("postgres-primary");
    private final DataDirectory standbyData = DataDirectory.temporary("postgres-standby");
    private final PostgresServer primary =
            new PostgresServer(primaryData, List.of("-c", "synchronous_standby_names=" + STANDBY));
    private final PostgresServer standby = new PostgresServer(
            standbyData,
            List.of(
                    "-c",
                    "primary_conninfo=host=%s port=%d user=%s password=%s application_name=%s"
                            .formatted(
                                    Ports.LOOPBACK,
                                    primary.port(),
                                    PostgresServer.USER,
                                    PostgresServer.PASSWORD,
                                    STANDBY)));

    /** Starts both; returns when the standby follows. The standby begins with a copy of the files of the stopped primary. */
    public void start() {
        primary.start();
        primary.stop();
        copy(primaryData.resolve(PostgresServer.CLUSTER), standbyData.resolve(PostgresServer.CLUSTER));
        try {
            Files.createFile(standbyData.resolve(PostgresServer.CLUSTER).resolve("standby.signal"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        primary.start();
        standby.start();
        if (!Polling.until(this::isFollowed, TIMEOUT, POLL)) {
            throw new IllegalStateException("the standby does not follow the primary within " + TIMEOUT);
        }
    }

    private boolean isFollowed() {
        return "1".equals(ask(primary, "select count(*) from pg_stat_replication where sync_state = 'sync'"));
    }

    /** The server that is the primary at first. */
    public PostgresServer primary() {
        return primary;
    }

    /** The server that is the standby at first. */
    public PostgresServer standby() {
        return standby;
    }

    /** Makes the standby a primary; returns when it accepts writes. */
    public void promote() {
        if (!"t".equals(ask(standby, "select pg_promote(true, %d)".formatted(TIMEOUT.toSeconds())))) {
            throw new IllegalStateException("the standby was not promoted within " + TIMEOUT);
        }
    }

    /** The value of {@code quarkus.datasource.reactive.url} for both servers, the standby first. */
    public String urls() {
        return standby.url() + "," + primary.url();
    }

    /** The JDBC address of whichever server is the primary, the standby first. */
    public String jdbcUrl() {
        return "jdbc:postgresql://%s,%s/%s?targetServerType=primary"
                .formatted(standby.address(), primary.address(), PostgresServer.DATABASE);
    }

    private static String ask(PostgresServer server, String query) {
        try (Connection connection =
                        DriverManager.getConnection(server.jdbcUrl(), PostgresServer.USER, PostgresServer.PASSWORD);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            files.forEach(file -> copyOne(file, to.resolve(from.relativize(file))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With its owner and rights, which PostgreSQL checks. */
    private static void copyOne(Path file, Path copy) {
        try {
            Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills both, whose data is temporary: a primary waits for its standby when it stops. */
    @Override
    public void close() {
        for (PostgresServer server : List.of(primary, standby)) {
            server.kill();
            server.close();
        }
    }
}
