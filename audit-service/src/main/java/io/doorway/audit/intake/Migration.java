package io.doorway.audit.intake;

import io.doorway.web.database.SchemaMigration;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.flywaydb.core.Flyway;

/** Migrates the schema before the service is ready. */
@Readiness
@ApplicationScoped
class Migration implements HealthCheck {

    /** Before everything that reads the schema. */
    private static final int FIRST = 2;

    private final SchemaMigration migration;

    Migration(Flyway flyway) {
        this.migration = new SchemaMigration(flyway::migrate);
    }

    void onStart(@Observes @Priority(FIRST) StartupEvent event) {
        migration.start();
    }

    void onStop(@Observes ShutdownEvent event) {
        migration.stop();
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("migrations")
                .status(migration.isDone())
                .build();
    }
}
