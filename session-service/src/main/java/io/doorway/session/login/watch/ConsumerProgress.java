package io.doorway.session.login.watch;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Whether {@link TransitionConsumer} has received what there is. Once a second the ends of the partitions are read, one request for the
 * whole instance: the consumer is behind if Kafka does not answer, if it has no partitions, or if it has not received what was there one
 * second before. What it missed before it had its partitions it never receives, so it counts as behind for a while after that.
 */
@Singleton
class ConsumerProgress {

    private static final String CHANNEL = "transitions";
    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);
    private static final Duration BROKER_TIMEOUT = Duration.ofSeconds(1);

    /** A check waits for the poll of the consumer, and then for the broker. */
    private static final Duration CHECK_TIMEOUT = Duration.ofMillis(2500);

    /** Long enough that the state of each challenge is loaded once more. */
    private static final Duration BEHIND_FOR = Duration.ofSeconds(6);

    private final KafkaClientService clients;
    private final InstantSource clock;
    private final Vertx vertx;
    private final AtomicBoolean checking = new AtomicBoolean();
    private volatile Map<TopicPartition, Long> ends = Map.of();
    private volatile long behindUntil = Long.MAX_VALUE;

    ConsumerProgress(KafkaClientService clients, InstantSource clock, Vertx vertx) {
        this.clients = clients;
        this.clock = clock;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent event) {
        behind();
        vertx.setPeriodic(CHECK_INTERVAL.toMillis(), timer -> check());
    }

    /** Whether a transition may have happened of which no event was received. */
    boolean isBehind() {
        return clock.millis() < behindUntil;
    }

    private void check() {
        KafkaConsumer<?, ?> consumer = clients.getConsumer(CHANNEL);
        if (consumer == null) {
            behind();
            return;
        }
        if (checking.compareAndSet(false, true)) {
            read(consumer)
                    .ifNoItem()
                    .after(CHECK_TIMEOUT)
                    .fail()
                    .onTermination()
                    .invoke(() -> checking.set(false))
                    .subscribe()
                    .with(
                            current -> {
                                if (!current) {
                                    behind();
                                }
                            },
                            failure -> behind());
        }
    }

    private <K, V> Uni<Boolean> read(KafkaConsumer<K, V> consumer) {
        return consumer.runOnPollingThread((Consumer<K, V> polled) -> hasReceived(polled));
    }

    private boolean hasReceived(Consumer<?, ?> consumer) {
        Map<TopicPartition, Long> before = ends;
        Map<TopicPartition, Long> now = consumer.endOffsets(consumer.assignment(), BROKER_TIMEOUT);
        ends = now;
        return !now.isEmpty()
                && now.keySet().equals(before.keySet())
                && before.entrySet().stream()
                        .allMatch(end -> consumer.position(end.getKey(), BROKER_TIMEOUT) >= end.getValue());
    }

    private void behind() {
        behindUntil = clock.millis() + BEHIND_FOR.toMillis();
    }
}
