package io.doorway.audit.intake;

import io.doorway.audit.intake.ParsedRecord.ValidEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** Inserts events into the searchable table. */
@ApplicationScoped
class AuditTable {

    /** PostgreSQL rejects the content of an event of the batch, and would reject it every time. */
    static final class UnstorableException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private UnstorableException(PgException cause) {
            super("SQLSTATE " + cause.getSqlState(), null, false, false);
        }
    }

    /**
     * One statement for a whole batch. The advisory lock serialises instances, so that {@code seq} becomes visible in ascending order:
     * a feed that has shown 42 must not miss a 41 that is committed later.
     */
    private static final String INSERT = """
            with turn as materialized (select pg_advisory_xact_lock(hashtext('doorway.audit.event')))
            insert into audit.event (ocsf)
            select record::jsonb from turn, unnest($1::text[]) as record
            on conflict (uid) do nothing
            """;

    /** The SQLSTATE class of values that are out of range or malformed. */
    private static final String DATA_EXCEPTION = "22";

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Pool pool;

    AuditTable(Pool pool) {
        this.pool = pool;
    }

    /**
     * Inserts all events or none; events that the table contains already are skipped. Completes when all are durable, and fails with
     * {@link UnstorableException} if PostgreSQL rejects the content of one.
     */
    Uni<Void> insert(List<ValidEvent> events) {
        String[] records = events.stream().map(ValidEvent::ocsf).toArray(String[]::new);
        return pool.preparedQuery(INSERT)
                .execute(Tuple.of(records))
                .replaceWithVoid()
                .ifNoItem()
                .after(TIMEOUT)
                .fail()
                .onFailure(AuditTable::isDataException)
                .transform(failure -> new UnstorableException((PgException) failure));
    }

    private static boolean isDataException(Throwable failure) {
        return failure instanceof PgException refused && refused.getSqlState().startsWith(DATA_EXCEPTION);
    }
}
