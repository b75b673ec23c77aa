package io.doorway.login.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ConsumedEventsTest {

    private static final Duration BOUND = Duration.ofSeconds(10);

    private final List<Long> processed = new ArrayList<>();

    @Test
    void aRecordThatFailsDoesNotKeepTheOthersOfItsBatchFromBeingProcessed() {
        assertOthersAreProcessed(second -> Uni.createFrom().failure(new IllegalStateException("second")));
    }

    /** A mistake in a consumer, in place of a failure that it returns. */
    @Test
    void aRecordWhoseConsumerThrowsDoesNotKeepTheOthersOfItsBatchFromBeingProcessed() {
        assertOthersAreProcessed(second -> {
            throw new IllegalStateException("second");
        });
    }

    private void assertOthersAreProcessed(Function<ConsumerRecord<byte[], byte[]>, Uni<Void>> ofSecond) {
        Throwable failure = catchThrowable(() -> ConsumedEvents.inOrder(
                        batch(), record -> record.offset() == 1 ? ofSecond.apply(record) : process(record))
                .await()
                .atMost(BOUND));

        assertThat(processed).containsExactly(0L, 2L, 3L);
        assertThat(failure).hasMessageContaining("second");
    }

    @Test
    void aRecordIsProcessedAfterTheOneBeforeItIsDone() {
        Uni<Void> slow = Uni.createFrom().voidItem().onItem().delayIt().by(Duration.ofMillis(1));

        ConsumedEvents.inOrder(
                        batch(), record -> record.offset() == 0 ? slow.chain(() -> process(record)) : process(record))
                .await()
                .atMost(BOUND);

        assertThat(processed).containsExactly(0L, 1L, 2L, 3L);
    }

    private Uni<Void> process(ConsumerRecord<byte[], byte[]> record) {
        processed.add(record.offset());
        return Uni.createFrom().voidItem();
    }

    private static ConsumerRecords<byte[], byte[]> batch() {
        List<ConsumerRecord<byte[], byte[]>> records = LongStream.range(0, 4)
                .mapToObj(offset -> new ConsumerRecord<byte[], byte[]>("topic", 0, offset, new byte[0], new byte[0]))
                .toList();
        return new ConsumerRecords<>(Map.of(new TopicPartition("topic", 0), records), Map.of());
    }
}
