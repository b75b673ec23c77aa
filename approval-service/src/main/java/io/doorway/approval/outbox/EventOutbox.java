package io.doorway.approval.outbox;

import io.doorway.approval.database.Database;
import io.doorway.protocol.event.Event;
import io.doorway.protocol.json.Json;
import io.doorway.store.EventLog;
import io.doorway.store.OutboxEntry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Events of devices, passkeys, known browsers and sessions, between PostgreSQL and Kafka.
 *
 * <p>An event is written in the transaction of the change that it tells of, told before the change is answered, and removed
 * once Kafka has acknowledged it. What a crash leaves behind, the relay tells. Rows are locked while they are told, so that two
 * instances never tell the events of one key out of order.
 */
@ApplicationScoped
public class EventOutbox {
    private static final Logger LOGGER = Logger.getLogger(EventOutbox.class);

    private static final String ADD =
            "insert into approval.outbox (topic, key, value, traceparent) values ($1, $2, $3, $4)";
    private static final String OF_KEYS = "select * from approval.outbox where key = any($1) order by id for update";
    private static final String OLDEST = "select * from approval.outbox order by id limit $1 for update";
    private static final String REMOVE = "delete from approval.outbox where id = any($1)";
    private static final int BATCH = 100;

    private final Database database;
    private final EventLog log;

    EventOutbox(Database database, EventLog log) {
        this.database = database;
        this.log = log;
    }

    /** Writes an event in the transaction of its change. */
    public Uni<Void> add(SqlClient transaction, Event event) {
        Tuple row = Tuple.of(event.topic(), event.key(), Json.write(event), event.traceparent());
        return Database.rows(transaction, ADD, row).replaceWithVoid();
    }

    /** Tells what waits for these keys, such as credentials. Completes when Kafka has it. */
    public Uni<Void> tell(List<String> keys) {
        return tell(OF_KEYS, Tuple.of(keys.toArray(String[]::new)));
    }

    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> relay() {
        return tell(OLDEST, Tuple.of(BATCH))
                .onFailure()
                .invoke(e -> LOGGER.warnf("events wait: %s", e.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> tell(String selection, Tuple arguments) {
        return database.inTransaction(transaction -> Database.rows(transaction, selection, arguments)
                .chain(rows -> rows.size() == 0 ? Uni.createFrom().voidItem() : tell(transaction, rows)));
    }

    private Uni<Void> tell(SqlClient transaction, RowSet<Row> rows) {
        List<OutboxEntry> entries = new ArrayList<>();
        List<Long> ids = new ArrayList<>();
        for (Row row : rows) {
            ids.add(row.getLong("id"));
            entries.add(entry(row));
        }
        return log.append(entries)
                .chain(() -> Database.rows(transaction, REMOVE, Tuple.of(ids.toArray(Long[]::new))))
                .replaceWithVoid();
    }

    private static OutboxEntry entry(Row row) {
        return new OutboxEntry(
                0,
                row.getLong("id").toString(),
                row.getString("topic"),
                row.getString("key"),
                row.getString("value"),
                row.getString("traceparent"));
    }
}
