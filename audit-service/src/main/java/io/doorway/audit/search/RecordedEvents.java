package io.doorway.audit.search;

import io.doorway.web.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Reads the table of recorded events. Every answer later than five seconds is a problem of status 503. */
@Singleton
public class RecordedEvents {

    private static final Logger LOGGER = Logger.getLogger(RecordedEvents.class);
    private static final String EVENTS = "select seq, time, ocsf::text as ocsf from audit.event";

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Pool pool;

    RecordedEvents(Pool pool) {
        this.pool = pool;
    }

    /** The newest events that match the filter, newest first. */
    Uni<List<RecordedEvent>> newest(EventFilter filter, @Nullable Cursor after, int limit) {
        SqlQuery query = new SqlQuery(EVENTS);
        filter.appendTo(query);
        if (after != null) {
            query.append("and (time, seq) < (" + query.bind(after.time()) + ", " + query.bind(after.seq()) + ")");
        }
        return run(query.append("order by time desc, seq desc limit " + query.bind(limit)));
    }

    Uni<Optional<RecordedEvent>> findByUid(String uid) {
        return run(new SqlQuery(EVENTS).and("uid =", uid))
                .map(found -> found.stream().findFirst());
    }

    /** The events that became durable after {@code seq}, oldest first. */
    public Uni<List<RecordedEvent>> since(long seq, EventFilter filter, int limit) {
        SqlQuery query = new SqlQuery(EVENTS).and("seq >", seq);
        filter.appendTo(query);
        return run(query.append("order by seq limit " + query.bind(limit)));
    }

    /** The {@code seq} before the last {@code count} events that match the filter. */
    public Uni<Long> positionBeforeLast(int count, EventFilter filter) {
        SqlQuery last = new SqlQuery("select seq from audit.event");
        filter.appendTo(last);
        last.append("order by seq desc limit " + last.bind(count));
        String sql = """
                select coalesce((select min(seq) - 1 from (%s) as last), (select max(seq) from audit.event), 0) as seq
                """.formatted(last.sql());
        return position(
                pool.withConnection(connection -> connection.preparedQuery(sql).execute(last.values())));
    }

    /** The position of the last event; 0 if there is none. */
    Uni<Long> lastPosition() {
        return position(pool.withConnection(connection -> connection
                .query("select coalesce(max(seq), 0) as seq from audit.event")
                .execute()));
    }

    private static Uni<Long> position(Uni<RowSet<Row>> rows) {
        return available(rows).map(found -> found.iterator().next().getLong("seq"));
    }

    private Uni<List<RecordedEvent>> run(SqlQuery query) {
        return available(pool.withConnection(
                        connection -> connection.preparedQuery(query.sql()).execute(query.values())))
                .map(RecordedEvents::found);
    }

    private static Uni<RowSet<Row>> available(Uni<RowSet<Row>> rows) {
        return rows.ifNoItem().after(TIMEOUT).fail().onFailure().transform(RecordedEvents::unavailable);
    }

    private static List<RecordedEvent> found(RowSet<Row> rows) {
        List<RecordedEvent> found = new ArrayList<>(rows.size());
        rows.forEach(row -> found.add(RecordedEvent.of(row)));
        return found;
    }

    private static Throwable unavailable(Throwable failure) {
        LOGGER.warnf("PostgreSQL is unavailable: %s", failure);
        return Problem.unavailable().asException();
    }

    /**
     * A recorded event.
     *
     * @param seq the position in the order in which events became durable
     * @param time of the event
     * @param ocsf the OCSF record as JSON
     */
    public record RecordedEvent(long seq, OffsetDateTime time, String ocsf) {

        static RecordedEvent of(Row row) {
            return new RecordedEvent(row.getLong("seq"), row.getOffsetDateTime("time"), row.getString("ocsf"));
        }

        Cursor cursor() {
            return new Cursor(time, seq);
        }
    }
}
