package io.doorway.audit.intake;

import io.doorway.audit.intake.Reading.Fact;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** The searchable copy. */
@ApplicationScoped
class AuditTable {

    /**
     * One statement for a whole batch. Instances take turns, so that {@code seq} becomes visible in the order of its numbers: a
     * feed that has shown 42 must not miss a 41 that commits later.
     */
    private static final String INSERT = """
            with turn as materialized (select pg_advisory_xact_lock(hashtext('doorway.audit.event')))
            insert into audit.event (ocsf)
            select record::jsonb from turn, unnest($1::text[]) as record
            on conflict (uid) do nothing
            """;

    /** The class of SQLSTATEs that say that a value is out of range or malformed. */
    private static final String DATA_EXCEPTION = "22";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Pool pool;

    AuditTable(Pool pool) {
        this.pool = pool;
    }

    /**
     * Returns when all are durable, those included that were there before. All or none are inserted.
     *
     * @throws UnstorableException if one of them never can be
     */
    void insert(List<Fact> facts) {
        String[] records = facts.stream().map(Fact::ocsf).toArray(String[]::new);
        pool.preparedQuery(INSERT)
                .execute(Tuple.of(records))
                .replaceWithVoid()
                .onFailure(AuditTable::isAboutTheData)
                .transform(refused -> new UnstorableException(((PgException) refused).getSqlState()))
                .await()
                .atMost(PATIENCE);
    }

    private static boolean isAboutTheData(Throwable failure) {
        return failure instanceof PgException refused && refused.getSqlState().startsWith(DATA_EXCEPTION);
    }
}
