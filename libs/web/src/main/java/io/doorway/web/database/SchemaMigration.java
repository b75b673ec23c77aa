package io.doorway.web.database;

import io.quarkus.runtime.Quarkus;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The migration of a schema when a service starts. If the database does not answer, the service starts without it, is not ready, and
 * tries again every second: nothing has to start in a certain order, and no instance is restarted because another part is missing.
 *
 * <p>A migration that the database refuses stops the service.
 */
public final class SchemaMigration {

    private static final Logger LOGGER = Logger.getLogger(SchemaMigration.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    /** Classes of SQLSTATE: 08 connection exception, 53 insufficient resources, 57 operator intervention (also: starting up). */
    private static final Set<String> UNAVAILABLE = Set.of("08", "53", "57");

    private final Runnable migrate;
    private volatile boolean done;
    private volatile boolean stopped;

    /** @param migrate migrates the schema; instances may run it at the same time */
    public SchemaMigration(Runnable migrate) {
        this.migrate = migrate;
    }

    /** Whether the schema has the version of this service. */
    public boolean isDone() {
        return done;
    }

    /**
     * Migrates, or begins to try again in the background.
     *
     * @throws RuntimeException if the database refuses the migration
     */
    public void start() {
        if (!tryMigrate()) {
            Thread.ofVirtual().name("schema-migration").start(this::repeat);
        }
    }

    /** Ends the attempts. */
    public void stop() {
        stopped = true;
    }

    private void repeat() {
        try {
            do {
                Thread.sleep(INTERVAL);
            } while (!stopped && !tryMigrate());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException refused) {
            LOGGER.error("the schema cannot be migrated; the service stops", refused);
            Quarkus.asyncExit(1);
        }
    }

    private boolean tryMigrate() {
        try {
            migrate.run();
            done = true;
        } catch (RuntimeException failure) {
            if (!isUnavailable(failure)) {
                throw failure;
            }
            LOGGER.warnf("the schema is not migrated yet: %s", failure.getMessage());
        }
        return done;
    }

    private static boolean isUnavailable(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException
                    || cause instanceof TimeoutException
                    || cause instanceof SQLException rejected && isUnavailable(rejected.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isUnavailable(@Nullable String sqlState) {
        return sqlState != null && sqlState.length() == 5 && UNAVAILABLE.contains(sqlState.substring(0, 2));
    }
}
