package io.doorway.audit.search;

import io.doorway.edge.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Reads the table of recorded events. */
@ApplicationScoped
public class RecordedEvents {

    private static final Logger LOGGER = Logger.getLogger(RecordedEvents.class);
    private static final String EVENTS = "select seq, time, ocsf::text as ocsf from audit.event";

    private final Pool pool;

    RecordedEvents(Pool pool) {
        this.pool = pool;
    }

    /** The newest events that the filter lets through, newest first. */
    Uni<List<Found>> newest(Filter filter, @Nullable Cursor after, int limit) {
        Query query = new Query(EVENTS);
        filter.appendTo(query);
        if (after != null) {
            query.append("and (time, seq) < (" + query.bind(after.time()) + ", " + query.bind(after.seq()) + ")");
        }
        return run(query.append("order by time desc, seq desc limit " + query.bind(limit)));
    }

    Uni<Optional<Found>> withUid(String uid) {
        return run(new Query(EVENTS).and("uid =", uid))
                .map(found -> found.stream().findFirst());
    }

    /** What became durable after {@code seq}, oldest first. */
    public Uni<List<Found>> since(long seq, Filter filter, int limit) {
        Query query = new Query(EVENTS).and("seq >", seq);
        filter.appendTo(query);
        return run(query.append("order by seq limit " + query.bind(limit)));
    }

    /** The place in the order of durability before the last {@code count} events that the filter lets through. */
    public Uni<Long> placeBeforeLast(int count, Filter filter) {
        Query last = new Query("select seq from audit.event");
        filter.appendTo(last);
        last.append("order by seq desc limit " + last.bind(count));
        String sql = """
                select coalesce((select min(seq) - 1 from (%s) as last), (select max(seq) from audit.event), 0) as place
                """.formatted(last.sql());
        return pool.preparedQuery(sql)
                .execute(last.values())
                .map(rows -> rows.iterator().next().getLong("place"))
                .onFailure()
                .transform(RecordedEvents::unavailable);
    }

    private Uni<List<Found>> run(Query query) {
        return pool.preparedQuery(query.sql())
                .execute(query.values())
                .map(RecordedEvents::found)
                .onFailure()
                .transform(RecordedEvents::unavailable);
    }

    private static List<Found> found(RowSet<Row> rows) {
        List<Found> found = new ArrayList<>(rows.size());
        rows.forEach(row -> found.add(Found.of(row)));
        return found;
    }

    private static Throwable unavailable(Throwable failure) {
        LOGGER.warnf("PostgreSQL did not answer: %s", failure);
        return Problem.unavailable().asException();
    }
}
