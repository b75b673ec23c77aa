package io.doorway.session.database;

import io.doorway.web.database.SchemaConfig;
import io.doorway.web.database.SchemaMigration;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.Readiness;
import org.flywaydb.core.Flyway;

/**
 * The service is not ready before its schema is migrated. Later it is ready without PostgreSQL too: a login with the phone reads nothing from
 * there.
 */
@Readiness
@Singleton
class Migration extends SchemaMigration {

    Migration(SchemaConfig config, Flyway flyway) {
        super(config, flyway::migrate, () -> flyway.info().pending().length == 0);
    }
}
