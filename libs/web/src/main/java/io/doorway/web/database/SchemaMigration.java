package io.doorway.web.database;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.jboss.logging.Logger;

/**
 * The migration of a schema when a service starts, or the wait for it, as {@link SchemaConfig} says. If the database does not answer, the
 * service starts without it, is not ready, and tries again every second: nothing has to start in a certain order, and no instance is
 * restarted because another part is missing.
 *
 * <p>A migration that the database refuses stops the service. A service with a schema has a bean of this type.
 */
public abstract class SchemaMigration implements HealthCheck {

    private static final Logger LOGGER = Logger.getLogger(SchemaMigration.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    /** Before everything that reads the schema. */
    private static final int FIRST = 2;

    private final BooleanSupplier attempt;
    private volatile boolean done;
    private volatile boolean stopped;

    /**
     * @param config who migrates
     * @param migrate migrates the schema; instances may run it at the same time
     * @param isMigrated whether the schema has the version of this service, or a later one
     */
    protected SchemaMigration(SchemaConfig config, Runnable migrate, BooleanSupplier isMigrated) {
        attempt = config.migrateAtStart()
                ? () -> {
                    migrate.run();
                    return true;
                }
                : isMigrated;
    }

    /** Ready when the schema has the version of this service. */
    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("migrations").status(done).build();
    }

    /**
     * Migrates, or begins to try or to look again in the background.
     *
     * @throws RuntimeException if the database refuses the migration
     */
    public void start(@Observes @Priority(FIRST) StartupEvent event) {
        if (!tryMigrate()) {
            LOGGER.info("the service is not ready until the schema is migrated");
            Thread.ofVirtual().name("schema-migration").start(this::repeat);
        }
    }

    /** Ends the attempts. */
    protected void stop(@Observes ShutdownEvent event) {
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
            done = attempt.getAsBoolean();
        } catch (RuntimeException failure) {
            if (!TransientFailures.isUnavailable(failure)) {
                throw failure;
            }
            LOGGER.warnf("the schema is not migrated yet: %s", failure.getMessage());
        }
        return done;
    }
}
