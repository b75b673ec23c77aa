package io.doorway.store.kafka;

import io.doorway.protocol.event.Topics;
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
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The log on Kafka: an append is done when every in-sync replica has it, and has failed when that is not known in five seconds.
 *
 * <p>{@link KafkaProducer#send} waits for metadata of the topic, so it is called on one thread of its own and never on an event
 * loop. Who waits in line longer than an append may take is not sent at all.
 */
public final class KafkaEventLog implements EventLog, AutoCloseable {

    private static final Logger LOGGER = Logger.getLogger(KafkaEventLog.class);

    private static final Duration DELIVERY = Duration.ofSeconds(5);
    private static final Duration REQUEST = Duration.ofSeconds(2);
    private static final Duration METADATA = Duration.ofSeconds(2);

    private final KafkaProducer<String, String> producer;
    private final ExecutorService sender;

    /** @param bootstrapServers the brokers, {@code host:port} separated by commas */
    public KafkaEventLog(String bootstrapServers) {
        this(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    }

    /** @param connection how to reach the cluster: Kafka's own properties for addresses, TLS and authentication */
    public KafkaEventLog(Map<String, Object> connection) {
        Map<String, Object> config = new HashMap<>(connection);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) DELIVERY.toMillis());
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) REQUEST.toMillis());
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, METADATA.toMillis());
        config.put(ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        this.producer = new KafkaProducer<>(config, new StringSerializer(), new StringSerializer());
        this.sender = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("event-log").daemon().factory());
        sender.execute(this::findTopics);
    }

    /** Before the first login has to wait for it. Where the brokers are not there yet, the first append asks again. */
    private void findTopics() {
        try {
            Topics.FACTS.forEach(producer::partitionsFor);
        } catch (KafkaException notYet) {
            LOGGER.warnf("Kafka does not say where its topics are: %s", notYet.getMessage());
        }
    }

    @Override
    public Uni<Void> append(List<OutboxEntry> entries) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (List<OutboxEntry> wave : Waves.of(entries)) {
            done = done.chain(() -> appendAtOnce(wave));
        }
        return done;
    }

    /** Sends what has no order among itself, and answers where it was asked. */
    private Uni<Void> appendAtOnce(List<OutboxEntry> entries) {
        return Uni.createFrom().emitter(emitter -> {
            Context context = Vertx.currentContext();
            Acknowledgements answer = new Acknowledgements(entries.size(), failure -> {
                if (context == null) {
                    settle(emitter, failure);
                } else {
                    context.runOnContext(nothing -> settle(emitter, failure));
                }
            });
            long asked = System.nanoTime();
            try {
                sender.execute(() -> send(entries, asked, answer));
            } catch (RejectedExecutionException closed) {
                answer.fail(closed);
            }
        });
    }

    private void send(List<OutboxEntry> entries, long asked, Acknowledgements answer) {
        if (System.nanoTime() - asked > DELIVERY.toNanos()) {
            answer.fail(new StoreUnavailableException("the line to Kafka is too long"));
            return;
        }
        for (OutboxEntry entry : entries) {
            try {
                producer.send(record(entry), (metadata, failure) -> answer.one(failure));
            } catch (RuntimeException notSent) {
                answer.one(notSent);
            }
        }
    }

    private static ProducerRecord<String, String> record(OutboxEntry entry) {
        ProducerRecord<String, String> record = new ProducerRecord<>(entry.topic(), entry.key(), entry.value());
        if (entry.traceparent() != null) {
            record.headers().add("traceparent", entry.traceparent().getBytes(StandardCharsets.US_ASCII));
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

    /** Sends what was accepted, then lets go. */
    @Override
    public void close() {
        sender.close();
        producer.close(DELIVERY);
    }
}
