package io.doorway.approval.database;

import io.doorway.store.StoreUnavailableException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** The way to PostgreSQL. Whatever goes wrong on it is a {@link StoreUnavailableException}. */
@ApplicationScoped
public class Database {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Pool pool;

    Database(Pool pool) {
        this.pool = pool;
    }

    public Uni<RowSet<Row>> query(String sql, Tuple arguments) {
        return guarded(rows(pool, sql, arguments));
    }

    /** All of {@code work} happens, or none of it. */
    public <T> Uni<T> inTransaction(Function<SqlClient, Uni<T>> work) {
        return guarded(pool.withTransaction(work::apply));
    }

    /** One statement inside a transaction. */
    public static Uni<RowSet<Row>> rows(SqlClient client, String sql, Tuple arguments) {
        return client.preparedQuery(sql).execute(arguments);
    }

    public static Optional<Row> first(RowSet<Row> rows) {
        return rows.size() == 0 ? Optional.empty() : Optional.of(rows.iterator().next());
    }

    private static <T> Uni<T> guarded(Uni<T> work) {
        return work.ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure(e -> !(e instanceof StoreUnavailableException))
                .transform(e -> new StoreUnavailableException("PostgreSQL: " + inShort(e), e));
    }

    /** Without the message, which may quote values. */
    private static String inShort(Throwable e) {
        return e instanceof PgException known
                ? "SQLSTATE " + known.getSqlState()
                : e.getClass().getSimpleName();
    }
}
