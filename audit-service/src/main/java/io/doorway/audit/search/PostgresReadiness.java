package io.doorway.audit.search;

import io.doorway.web.database.DatabaseReadiness;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.Readiness;

/** Every search reads PostgreSQL. */
@Readiness
@Singleton
class PostgresReadiness extends DatabaseReadiness {

    PostgresReadiness(Pool pool) {
        super(pool.getDelegate());
    }
}
