package io.doorway.approval.outbox;

import io.doorway.approval.database.Database;
import io.doorway.protocol.event.Event;
import io.doorway.protocol.record.EventRecord;
import io.doorway.protocol.record.EventSigner;
import io.doorway.store.EventLog;
import io.doorway.store.OutboxEntry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * A transactional outbox of events on devices, passkeys, known browsers and sessions.
 *
 * <p>An event is inserted in the transaction of its change, published to Kafka before the caller is answered, and deleted after Kafka
 * has acknowledged it. After a crash in between, the relay publishes it. Rows are locked while they are published, so that two
 * instances cannot publish events of one key out of order.
 */
@Singleton
public class EventOutbox {
    private static final Logger LOGGER = Logger.getLogger(EventOutbox.class);

    private static final String ADD =
            "insert into approval.outbox (topic, key, value, mac, traceparent) values ($1, $2, $3, $4, $5)";
    private static final String SELECT_BY_KEYS =
            "select * from approval.outbox where key = any($1) order by id for update";
    private static final String SELECT_OLDEST = "select * from approval.outbox order by id limit $1 for update";
    private static final String REMOVE = "delete from approval.outbox where id = any($1)";
    private static final int BATCH = 100;
    private static final Duration LAST_RELAY = Duration.ofSeconds(5);

    private final Database database;
    private final EventSigner signer;
    private final EventLog log;
    private volatile long lastRun = System.nanoTime();

    EventOutbox(Database database, EventSigner signer, EventLog log, MeterRegistry metrics) {
        this.database = database;
        this.signer = signer;
        this.log = log;
        TimeGauge.builder("doorway.relay.lag", () -> System.nanoTime() - lastRun, TimeUnit.NANOSECONDS)
                .description("The time since the relay last published everything that waited")
                .register(metrics);
    }

    /** Inserts an event in the transaction of its change. */
    public Uni<Void> add(SqlClient transaction, Event event) {
        EventRecord signed = signer.sign(event);
        Tuple row = Tuple.of(signed.topic(), signed.key(), signed.value(), signed.mac(), signed.traceparent());
        return Database.query(transaction, ADD, row).replaceWithVoid();
    }

    /**
     * Publishes all committed events with these keys, in order.
     *
     * @param keys record keys, such as credential ids
     * @return completes when Kafka has acknowledged them
     */
    public Uni<Void> publish(List<String> keys) {
        return publish(SELECT_BY_KEYS, Tuple.of(keys.toArray(String[]::new)));
    }

    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> relay() {
        return publish(SELECT_OLDEST, Tuple.of(BATCH))
                .invoke(() -> lastRun = System.nanoTime())
                .onFailure()
                .invoke(e -> LOGGER.warnf("outbox events are not published yet: %s", e.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    /** What calls of this instance have left unpublished is published before it stops, if Kafka and the database answer. */
    void publishRest(@Observes ShutdownEvent event) {
        relay().ifNoItem()
                .after(LAST_RELAY)
                .fail()
                .onFailure()
                .recoverWithNull()
                .await()
                .indefinitely();
    }

    private Uni<Void> publish(String selection, Tuple arguments) {
        return database.inTransaction(transaction -> Database.query(transaction, selection, arguments)
                .chain(rows -> rows.size() == 0 ? Uni.createFrom().voidItem() : publish(transaction, rows)));
    }

    private Uni<Void> publish(SqlClient transaction, RowSet<Row> rows) {
        Long[] ids = Database.list(rows, row -> row.getLong("id")).toArray(Long[]::new);
        return log.append(Database.list(rows, EventOutbox::entry))
                .chain(() -> Database.query(transaction, REMOVE, Tuple.of(ids)))
                .replaceWithVoid();
    }

    private static OutboxEntry entry(Row row) {
        EventRecord event = new EventRecord(
                row.getString("topic"),
                row.getString("key"),
                row.getString("value"),
                row.getString("mac"),
                row.getString("traceparent"));
        return new OutboxEntry(0, row.getLong("id").toString(), event);
    }
}
