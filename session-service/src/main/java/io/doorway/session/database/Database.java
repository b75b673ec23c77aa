package io.doorway.session.database;

import io.doorway.login.database.PostgresDatabase;
import io.doorway.web.request.Waits;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;

/** The schema {@code session} in PostgreSQL. */
@Singleton
public class Database extends PostgresDatabase {

    Database(Pool pool, Waits waits) {
        super(pool, waits);
    }
}
