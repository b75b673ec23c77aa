package io.doorway.store.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.doorway.protocol.event.Topics;
import io.doorway.protocol.record.EventMac;
import io.doorway.protocol.record.EventRecord;
import io.doorway.servers.KafkaServer;
import io.doorway.servers.Server;
import io.doorway.servers.TopicRecords;
import io.doorway.store.OutboxEntry;
import io.doorway.store.StoreUnavailableException;
import io.doorway.testkit.login.SampleLogin;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** On a Kafka broker, which is killed. */
class KafkaEventLogTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final KafkaServer KAFKA = new KafkaServer(Server.Mode.fromEnvironment());

    private static KafkaEventLog log;

    @BeforeAll
    static void start() {
        KAFKA.start();
        log = new KafkaEventLog(KAFKA.address());
    }

    @AfterAll
    static void stop() {
        log.close();
        KAFKA.close();
    }

    @Test
    void anAcknowledgedEventIsInTheTopicWithItsMacAndTraceContext() {
        String key = SampleLogin.newId().value();

        await(log.append(List.of(entry(key, "{}"))));

        List<ConsumerRecord<String, String>> records = recordsOf(key);
        assertThat(records).extracting(ConsumerRecord::value).containsExactly("{}");
        assertThat(records.getFirst().headers().lastHeader("traceparent").value())
                .isEqualTo(SampleLogin.TRACEPARENT.getBytes(StandardCharsets.US_ASCII));
        assertThat(records.getFirst().headers().lastHeader(EventMac.HEADER).value())
                .isEqualTo("k.mac".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void recordsOfOneKeyAreInTheOrderOfTheirEntries() {
        String key = SampleLogin.newId().value();
        String otherKey = SampleLogin.newId().value();
        List<OutboxEntry> mixed = IntStream.range(0, 20)
                .boxed()
                .flatMap(i -> Stream.of(entry(key, "1." + i), entry(otherKey, "2." + i)))
                .toList();

        await(log.append(mixed));

        assertThat(recordsOf(key))
                .extracting(ConsumerRecord::value)
                .isEqualTo(IntStream.range(0, 20).mapToObj(i -> "1." + i).toList());
        assertThat(recordsOf(otherKey)).hasSize(20);
    }

    @Test
    void anEmptyAppendSucceeds() {
        await(log.append(List.of()));
    }

    @Test
    void theResultIsDeliveredOnTheCallersContext() throws Exception {
        Vertx vertx = Vertx.vertx();
        Context context = vertx.getOrCreateContext();
        CompletableFuture<Context> resultContext = new CompletableFuture<>();

        context.runOnContext(ignored -> log.append(List.of(entry("key", "{}")))
                .subscribe()
                .with(done -> resultContext.complete(Vertx.currentContext()), resultContext::completeExceptionally));

        assertThat(resultContext.get(10, TimeUnit.SECONDS)).isSameAs(context);
        vertx.close();
    }

    @Test
    void whileTheBrokerIsDownAllAppendsFailInTime() {
        Uni<Void> append = log.append(List.of(entry("key", "{}")));
        await(append);
        KAFKA.kill();
        Instant before = Instant.now();

        List<Throwable> failures = Stream.generate(append::subscribeAsCompletionStage).limit(50).toList().stream()
                .map(KafkaEventLogTest::failure)
                .toList();

        assertThat(failures).hasOnlyElementsOfType(StoreUnavailableException.class);
        assertThat(Duration.between(before, Instant.now())).isLessThan(TIMEOUT);
        KAFKA.start();
        await(append.onFailure().retry().atMost(5));
    }

    @Test
    void anUnreachableBrokerIsAFailure() {
        try (KafkaEventLog unreachable = new KafkaEventLog("127.0.0.1:1")) {
            assertThatThrownBy(() -> await(unreachable.append(List.of(entry("key", "{}")))))
                    .isInstanceOf(StoreUnavailableException.class);
        }
    }

    private static Throwable failure(CompletableFuture<Void> append) {
        return append.handle((done, failure) -> failure).join();
    }

    private static OutboxEntry entry(String key, String value) {
        return OutboxEntry.direct(new EventRecord(Topics.TRANSITIONS, key, value, "k.mac", SampleLogin.TRACEPARENT));
    }

    private static List<ConsumerRecord<String, String>> recordsOf(String key) {
        return new TopicRecords(KAFKA.address())
                .read(Topics.TRANSITIONS).stream()
                        .filter(record -> record.key().equals(key))
                        .toList();
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(TIMEOUT);
    }
}
