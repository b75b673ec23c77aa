package io.doorway.login.database;

import io.doorway.store.StoreUnavailableException;
import io.doorway.web.database.TransientFailures;
import io.doorway.web.request.Waits;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL. A failure that a repetition may mend, and every answer later than five seconds, is a {@link StoreUnavailableException};
 * any other failure is a {@link StatementRejectedException}. A service
 * with a schema has a bean of this type.
 */
public abstract class PostgresDatabase {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Pool pool;

    private final Waits waits;

    protected PostgresDatabase(Pool pool, Waits waits) {
        this.pool = pool;
        this.waits = waits;
    }

    /** Executes one statement, which PostgreSQL commits. */
    public Uni<RowSet<Row>> query(String sql, Tuple arguments) {
        return withTimeout(Uni.createFrom().deferred(() -> {
            waits.count(Waits.Server.POSTGRES);
            return pool.withConnection(connection -> query(connection, sql, arguments));
        }));
    }

    /** Commits all statements of {@code work}, or none of them if it fails. */
    public <T> Uni<T> inTransaction(Function<SqlClient, Uni<T>> work) {
        return withTimeout(Uni.createFrom().deferred(() -> {
            waits.count(Waits.Server.POSTGRES);
            return pool.withTransaction(work::apply);
        }));
    }

    /** One statement in a transaction. */
    public static Uni<RowSet<Row>> query(SqlClient transaction, String sql, Tuple arguments) {
        return transaction.preparedQuery(sql).execute(arguments);
    }

    /** The first row, or empty if there is none. */
    public static Optional<Row> first(RowSet<Row> rows) {
        return rows.size() == 0 ? Optional.empty() : Optional.of(rows.iterator().next());
    }

    /** The values of all rows. */
    public static <T> List<T> list(RowSet<Row> rows, Function<Row, T> mapping) {
        List<T> items = new ArrayList<>();
        rows.forEach(row -> items.add(mapping.apply(row)));
        return items;
    }

    /** A column of type {@code timestamptz} that is not null. */
    public static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    /** A column of type {@code timestamptz}. */
    public static @Nullable Instant instantOrNull(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    /** The value of an argument of type {@code timestamptz}. */
    public static OffsetDateTime timestamp(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static <T> Uni<T> withTimeout(Uni<T> work) {
        return work.ifNoItem()
                .after(TIMEOUT)
                .fail()
                .onFailure(e -> !(e instanceof StoreUnavailableException))
                .transform(PostgresDatabase::failure);
    }

    private static StoreUnavailableException failure(Throwable e) {
        String message = "PostgreSQL: " + describe(e);
        return TransientFailures.isTransient(e)
                ? new StoreUnavailableException(message, e)
                : new StatementRejectedException(message, e);
    }

    /** Without the message, which may contain values. */
    private static String describe(Throwable e) {
        return e instanceof PgException failure
                ? "SQLSTATE " + failure.getSqlState()
                : e.getClass().getSimpleName();
    }
}
