package io.doorway.store.kafka;

import io.doorway.protocol.event.Topics;
import io.doorway.protocol.record.EventMac;
import io.doorway.protocol.record.EventRecord;
import io.doorway.store.EventLog;
import io.doorway.store.OutboxEntry;
import io.doorway.store.StoreUnavailableException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The event log on Kafka. An append succeeds when all in-sync replicas have acknowledged it, and fails if they have not within five
 * seconds.
 *
 * <p>{@link KafkaProducer#send} blocks for the metadata of a topic, so it is called on its own thread and never on an event loop. An
 * append that has waited for this thread longer than five seconds fails without being sent.
 */
public final class KafkaEventLog implements EventLog, AutoCloseable {

    private static final Logger LOGGER = Logger.getLogger(KafkaEventLog.class);

    private static final Duration DELIVERY_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration METADATA_TIMEOUT = Duration.ofSeconds(2);

    private final KafkaProducer<String, String> producer;
    private final ExecutorService sender;

    /** @param bootstrapServers the brokers, {@code host:port} separated by commas */
    public KafkaEventLog(String bootstrapServers) {
        this(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    }

    /** @param connection Kafka's own connection properties: addresses, TLS and authentication */
    public KafkaEventLog(Map<String, Object> connection) {
        Map<String, Object> config = new HashMap<>(connection);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) DELIVERY_TIMEOUT.toMillis());
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) REQUEST_TIMEOUT.toMillis());
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, METADATA_TIMEOUT.toMillis());
        config.put(ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        this.producer = new KafkaProducer<>(config, new StringSerializer(), new StringSerializer());
        this.sender = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("event-log").daemon().factory());
        sender.execute(this::loadMetadata);
    }

    /** Loads the metadata of the topics, so that the first login does not wait for it. If it fails, the first append tries again. */
    private void loadMetadata() {
        try {
            Topics.EVENTS.forEach(producer::partitionsFor);
        } catch (KafkaException unavailable) {
            LOGGER.warnf("the metadata of the topics cannot be loaded: %s", unavailable.getMessage());
        }
    }

    @Override
    public Uni<Void> append(List<OutboxEntry> entries) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (List<OutboxEntry> batch : KeyOrderedBatches.of(entries)) {
            done = done.chain(() -> appendBatch(batch));
        }
        return done;
    }

    /** Sends entries with distinct keys concurrently. The result is delivered on the caller's Vert.x context. */
    private Uni<Void> appendBatch(List<OutboxEntry> entries) {
        return Uni.createFrom().emitter(emitter -> {
            Context context = Vertx.currentContext();
            Acknowledgements acknowledgements = new Acknowledgements(entries.size(), failure -> {
                if (context == null) {
                    settle(emitter, failure);
                } else {
                    context.runOnContext(nothing -> settle(emitter, failure));
                }
            });
            long submitted = System.nanoTime();
            try {
                sender.execute(() -> send(entries, submitted, acknowledgements));
            } catch (RejectedExecutionException closed) {
                acknowledgements.fail(closed);
            }
        });
    }

    private void send(List<OutboxEntry> entries, long submitted, Acknowledgements acknowledgements) {
        if (System.nanoTime() - submitted > DELIVERY_TIMEOUT.toNanos()) {
            acknowledgements.fail(new StoreUnavailableException("the queue of the Kafka producer is too long"));
            return;
        }
        for (OutboxEntry entry : entries) {
            try {
                producer.send(record(entry), (metadata, failure) -> acknowledgements.completed(failure));
            } catch (RuntimeException notSent) {
                acknowledgements.completed(notSent);
            }
        }
    }

    private static ProducerRecord<String, String> record(OutboxEntry entry) {
        EventRecord event = entry.event();
        ProducerRecord<String, String> record = new ProducerRecord<>(event.topic(), event.key(), event.value());
        record.headers().add(EventMac.HEADER, event.mac().getBytes(StandardCharsets.US_ASCII));
        if (event.traceparent() != null) {
            record.headers().add("traceparent", event.traceparent().getBytes(StandardCharsets.US_ASCII));
        }
        return record;
    }

    private static void settle(UniEmitter<? super Void> emitter, @Nullable Throwable failure) {
        if (failure == null) {
            emitter.complete(null);
        } else {
            emitter.fail(new StoreUnavailableException("Kafka: " + failure.getMessage(), failure));
        }
    }

    /** Sends the accepted entries, then closes the producer. */
    @Override
    public void close() {
        sender.close();
        producer.close(DELIVERY_TIMEOUT);
    }

    /** Combines the results of several records into one: the first failure, or null if all are acknowledged. */
    static final class Acknowledgements {

        private final AtomicInteger pending;
        private final AtomicReference<@Nullable Throwable> firstFailure = new AtomicReference<>();
        private final Consumer<@Nullable Throwable> result;

        Acknowledgements(int records, Consumer<@Nullable Throwable> result) {
            this.pending = new AtomicInteger(records);
            this.result = result;
        }

        /** One record has been acknowledged, or has failed. */
        void completed(@Nullable Throwable failure) {
            if (failure != null) {
                firstFailure.compareAndSet(null, failure);
            }
            if (pending.decrementAndGet() == 0) {
                result.accept(firstFailure.get());
            }
        }

        /** No record is sent. */
        void fail(Throwable failure) {
            result.accept(failure);
        }
    }
}
