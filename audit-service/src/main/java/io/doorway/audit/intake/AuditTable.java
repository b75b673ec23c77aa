package io.doorway.audit.intake;

import io.doorway.audit.intake.ReceivedRecord.AuditRow;
import io.doorway.web.database.TransientFailures;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Inserts events into the searchable table. */
@Singleton
class AuditTable {

    /** The batch contains an event that cannot be inserted, now or later. */
    static final class UnstorableException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private UnstorableException(Throwable cause) {
            super(
                    cause instanceof PgException rejected
                            ? "SQLSTATE " + rejected.getSqlState()
                            : cause.getClass().getSimpleName(),
                    null,
                    false,
                    false);
        }
    }

    /**
     * One statement for a whole batch. The advisory lock serialises instances, so that {@code seq} becomes visible in ascending order:
     * a feed that has shown 42 must not miss a 41 that is committed later.
     */
    private static final String INSERT = """
            with turn as materialized (select pg_advisory_xact_lock(hashtext('doorway.audit.event')))
            insert into audit.event (ocsf, content)
            select incoming.ocsf::jsonb, incoming.content
            from turn, unnest($1::text[], $2::text[]) as incoming (ocsf, content)
            on conflict (uid) do nothing
            """;

    /** A statement of its own, after the insert, so that it also sees what another instance has committed in between. */
    private static final String CONFLICTING = """
            select incoming.position::int as position
            from unnest($1::text[], $2::text[]) with ordinality as incoming (uid, content, position)
            join audit.event stored on stored.uid = incoming.uid
            where stored.content <> incoming.content
            order by incoming.position
            """;

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Pool pool;

    AuditTable(Pool pool) {
        this.pool = pool;
    }

    /**
     * Inserts all events or none; events that the table contains already are skipped. Completes when all are durable, and fails with
     * {@link UnstorableException} if one cannot be inserted.
     *
     * @return the positions of the events that were skipped although their content differs from what the table contains
     */
    Uni<List<Integer>> insert(List<AuditRow> rows) {
        return execute(INSERT, Tuple.of(column(rows, AuditRow::ocsf), column(rows, AuditRow::content)))
                .chain(inserted -> inserted.rowCount() == rows.size()
                        ? Uni.createFrom().item(List.<Integer>of())
                        : conflicting(rows))
                .ifNoItem()
                .after(TIMEOUT)
                .fail()
                .onFailure(failure -> !TransientFailures.isTransient(failure))
                .transform(UnstorableException::new);
    }

    private Uni<List<Integer>> conflicting(List<AuditRow> rows) {
        return execute(CONFLICTING, Tuple.of(column(rows, AuditRow::uid), column(rows, AuditRow::content)))
                .map(AuditTable::positions);
    }

    private Uni<RowSet<Row>> execute(String sql, Tuple arguments) {
        return pool.withConnection(connection -> connection.preparedQuery(sql).execute(arguments));
    }

    private static List<Integer> positions(RowSet<Row> found) {
        List<Integer> positions = new ArrayList<>(found.size());
        found.forEach(row -> positions.add(row.getInteger("position") - 1));
        return positions;
    }

    private static String[] column(List<AuditRow> rows, Function<AuditRow, String> value) {
        return rows.stream().map(value).toArray(String[]::new);
    }
}
