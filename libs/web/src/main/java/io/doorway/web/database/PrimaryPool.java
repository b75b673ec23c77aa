package io.doorway.web.database;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The connections to the primary of one or several PostgreSQL servers. Each new connection is made to the server that accepts writes at
 * that time, so that the service continues after a failover by itself; while there is none, or more than one, statements fail
 * (docs/adr/0052-several-postgresql-servers.md). A service with a database creates its pool here.
 *
 * <p>The connections to a primary that was killed end with it. Those to one that hangs, or from which no packet arrives any more, are closed
 * after {@link #SILENCE}.
 *
 * <p>Statements are executed in {@code Pool.withConnection} or {@code withTransaction}, not by {@code Pool.query}: Vert.x 4.5 keeps a timer
 * for each of its statements that fails because there is no connection, and logs an error when it expires, 30 seconds later.
 */
public final class PrimaryPool {

    /** A connection on which nothing arrives for this time is closed, also while a statement runs. */
    static final Duration SILENCE = Duration.ofSeconds(12);

    /** An unused connection is closed after this time, so that {@link #SILENCE} does not end it during a statement of five seconds. */
    private static final Duration UNUSED = Duration.ofSeconds(7);

    private static final Duration CONNECT = Duration.ofSeconds(2);

    private PrimaryPool() {}

    /**
     * A pool that has no connection yet.
     *
     * @param servers the servers of one database, primary and standbys in any order
     * @param options of the pool; the time after which unused connections are closed is replaced
     */
    public static Pool create(Vertx vertx, List<PgConnectOptions> servers, PoolOptions options) {
        PrimarySearch search = new PrimarySearch(
                vertx, servers.stream().map(PrimaryPool::withTimeLimits).toList());
        PoolOptions limited = new PoolOptions(options)
                .setIdleTimeout(Math.toIntExact(UNUSED.toSeconds()))
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
        return PgBuilder.pool()
                .connectingTo(search::find)
                .with(limited)
                .using(vertx)
                .build();
    }

    private static PgConnectOptions withTimeLimits(PgConnectOptions server) {
        PgConnectOptions limited = new PgConnectOptions(server);
        limited.setConnectTimeout(Math.toIntExact(CONNECT.toMillis()));
        limited.setReadIdleTimeout(Math.toIntExact(SILENCE.toSeconds()));
        limited.setIdleTimeoutUnit(TimeUnit.SECONDS);
        return limited;
    }
}
