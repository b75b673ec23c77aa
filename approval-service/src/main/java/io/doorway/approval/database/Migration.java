package io.doorway.approval.database;

import io.doorway.web.database.SchemaMigration;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.Readiness;
import org.flywaydb.core.Flyway;

/** Migrates the schema before the service is ready. */
@Readiness
@Singleton
class Migration extends SchemaMigration {

    Migration(Flyway flyway) {
        super(flyway::migrate);
    }
}
