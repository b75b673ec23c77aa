package io.doorway.approval.database;

import io.doorway.web.warmup.WarmUpStep;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Reads a constant from PostgreSQL. */
@Singleton
class DatabaseWarmUp implements WarmUpStep {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Database database;

    DatabaseWarmUp(Database database) {
        this.database = database;
    }

    @Override
    public void run() {
        database.query("select 1", Tuple.tuple()).await().atMost(TIMEOUT);
    }
}
