package io.doorway.session.database;

import io.doorway.web.database.PrimaryPool;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Singleton;

/** Replaces the framework's pool, which would take the servers of {@code quarkus.datasource.reactive.url} in turn, standbys too. */
@Singleton
class ConnectToPrimary implements PgPoolCreator {

    @Override
    public Pool create(Input input) {
        return PrimaryPool.create(input.vertx(), input.pgConnectOptionsList(), input.poolOptions());
    }
}
