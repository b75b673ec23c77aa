package io.doorway.consumer;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.IncomingKafkaRecord;
import io.smallrye.reactive.messaging.kafka.KafkaConnectorIncomingConfiguration;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.smallrye.reactive.messaging.kafka.commit.ContextHolder;
import io.smallrye.reactive.messaging.kafka.commit.KafkaCommitHandler;
import io.smallrye.reactive.messaging.kafka.commit.KafkaThrottledLatestProcessedCommit;
import io.vertx.core.Context;
import io.vertx.mutiny.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.function.BiConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * The extension's strategy {@code throttled}, without its end in an outage. For the first record of a partition, that strategy reads the
 * committed offset. If Kafka does not answer in time, it fails the channel, which then consumes nothing until the process is restarted.
 * Here the offset is read again until Kafka answers; the record and those after it wait.
 */
final class ThrottledWithRetry extends ContextHolder implements KafkaCommitHandler {

    private static final Logger LOGGER = Logger.getLogger(ThrottledWithRetry.class);
    private static final String NAME = "throttled-with-retry";
    private static final Duration MIN_BACKOFF = Duration.ofSeconds(1);
    private static final Duration MAX_BACKOFF = Duration.ofSeconds(10);

    private final String channel;
    private final KafkaThrottledLatestProcessedCommit throttled;

    private ThrottledWithRetry(String channel, Vertx vertx, KafkaThrottledLatestProcessedCommit throttled) {
        super(vertx, throttled.getTimeoutInMillis());
        this.channel = channel;
        this.throttled = throttled;
    }

    /** Makes the handler of each channel that is configured with this strategy. */
    @Singleton
    @Identifier(NAME)
    static class Factory implements KafkaCommitHandler.Factory {

        @Override
        public KafkaCommitHandler create(
                KafkaConnectorIncomingConfiguration config,
                Vertx vertx,
                KafkaConsumer<?, ?> consumer,
                BiConsumer<Throwable, Boolean> reportFailure) {
            var throttled = new KafkaThrottledLatestProcessedCommit.Factory();
            return new ThrottledWithRetry(
                    config.getChannel(), vertx, throttled.create(config, vertx, consumer, reportFailure));
        }
    }

    /** A repeated call reads the offset in the thread of the consumer and continues in the channel's context, as the first one. */
    @Override
    public <K, V> Uni<IncomingKafkaRecord<K, V>> received(IncomingKafkaRecord<K, V> record) {
        return throttled
                .received(record)
                .onFailure(ThrottledWithRetry::isFromKafka)
                .invoke(failure -> LOGGER.warnf(
                        "%s: the committed offset of %s-%d could not be read; its records wait, and it will be read again: %s",
                        channel, record.getTopic(), record.getPartition(), failure))
                .onFailure(ThrottledWithRetry::isFromKafka)
                .retry()
                .withBackOff(MIN_BACKOFF, MAX_BACKOFF)
                .indefinitely();
    }

    /** Every failure, as the extension does when it polls; but the end of the consumer interrupts a call. */
    private static boolean isFromKafka(Throwable failure) {
        return failure instanceof KafkaException && !(failure instanceof WakeupException);
    }

    @Override
    public void capture(Context context) {
        super.capture(context);
        throttled.capture(context);
    }

    @Override
    public void capture(io.vertx.mutiny.core.Context context) {
        super.capture(context);
        throttled.capture(context);
    }

    @Override
    public void partitionsAssigned(Collection<TopicPartition> partitions) {
        throttled.partitionsAssigned(partitions);
    }

    @Override
    public void partitionsRevoked(Collection<TopicPartition> partitions) {
        throttled.partitionsRevoked(partitions);
    }

    @Override
    public <K, V> Uni<Void> handle(IncomingKafkaRecord<K, V> record) {
        return throttled.handle(record);
    }

    @Override
    public void terminate(boolean graceful) {
        throttled.terminate(graceful);
    }
}
