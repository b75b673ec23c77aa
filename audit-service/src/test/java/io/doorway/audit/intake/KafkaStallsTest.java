package io.doorway.audit.intake;

import static io.restassured.RestAssured.given;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.doorway.audit.support.EventExamples;
import io.doorway.audit.support.KafkaTestClient;
import io.doorway.audit.support.RecordedResults;
import io.doorway.protocol.event.ChallengeEvent.ChallengeCreated;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.servers.KafkaServer;
import io.doorway.servers.Server;
import io.doorway.testkit.event.SampleEventKeys;
import io.doorway.testkit.quarkus.OperatorTestResource;
import io.doorway.testkit.quarkus.SharedServers.PostgresTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Kafka stops answering with its connections open, for longer than a call of the consumer waits. */
@QuarkusTest
@TestProfile(KafkaStallsTest.ShortCalls.class)
class KafkaStallsTest {

    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final Random random = new Random();

    @Inject
    RecordedResults results;

    @Inject
    KafkaClientService clients;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String address;

    private Runnable freeze;
    private Runnable thaw;

    /** With a Kafka of its own, and a consumer whose calls fail soon. */
    public static final class ShortCalls implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "mp.messaging.incoming.events.default.api.timeout.ms",
                    Long.toString(CALL_TIMEOUT.toMillis()),
                    "mp.messaging.incoming.events.interceptor.classes",
                    AfterFetch.class.getName());
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(
                    new TestResourceEntry(OwnKafka.class),
                    new TestResourceEntry(PostgresTestResource.class),
                    new TestResourceEntry(OperatorTestResource.class));
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }
    }

    /** Gives the test what suspends and resumes Kafka. */
    public static final class OwnKafka implements QuarkusTestResourceLifecycleManager {

        private final KafkaServer kafka = new KafkaServer(Server.Mode.fromEnvironment());

        @Override
        public Map<String, String> start() {
            kafka.start();
            return Map.of(
                    "kafka.bootstrap.servers",
                    kafka.address(),
                    "doorway.event-keys",
                    SampleEventKeys.file().toString());
        }

        @Override
        public void inject(TestInjector test) {
            test.injectIntoFields(
                    (Runnable) kafka::freeze, field -> field.getName().equals("freeze"));
            test.injectIntoFields(
                    (Runnable) kafka::thaw, field -> field.getName().equals("thaw"));
        }

        @Override
        public void stop() {
            kafka.close();
        }
    }

    /** Runs an action of the test when the consumer has fetched records and has not processed them. */
    public static final class AfterFetch implements ConsumerInterceptor<byte[], byte[]> {

        static final AtomicReference<Runnable> ACTION = new AtomicReference<>();

        @Override
        public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
            Runnable action = records.isEmpty() ? null : ACTION.getAndSet(null);
            if (action != null) {
                action.run();
            }
            return records;
        }

        @Override
        public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

        @Override
        public void configure(Map<String, ?> settings) {}

        @Override
        public void close() {}
    }

    /** For the first record of a partition, the consumer asks Kafka for the committed offset. */
    @Test
    void aConsumerThatCouldNotReadTheCommittedOffsetContinuesWhenKafkaAnswers() {
        KafkaTestClient kafka = new KafkaTestClient(address);
        ChallengeCreated fetchedBefore = created();
        ChallengeCreated publishedAfterwards = created();
        CountDownLatch acknowledged = new CountDownLatch(1);
        CountDownLatch frozen = new CountDownLatch(1);
        AfterFetch.ACTION.set(() -> {
            awaitNow(acknowledged);
            freeze.run();
            frozen.countDown();
        });
        kafka.publish(fetchedBefore);
        acknowledged.countDown();
        awaitNow(frozen);
        try {
            await("the call for the committed offset has failed")
                    .atMost(TIMEOUT)
                    .until(() -> waitedForCommittedOffsets().compareTo(CALL_TIMEOUT) >= 0);
            assertAlive();
        } finally {
            thaw.run();
        }
        kafka.publish(publishedAfterwards);

        await("both events are recorded")
                .atMost(TIMEOUT)
                .until(() -> results.rows(fetchedBefore.uid(), publishedAfterwards.uid()) == 2);
        assertAlive();
    }

    private void assertAlive() {
        assertThat(given().get("/internal/health/live").statusCode()).isEqualTo(200);
    }

    private Duration waitedForCommittedOffsets() {
        var consumer = requireNonNull(clients.getConsumer("events")).unwrap();
        double nanos = consumer.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals("committed-time-ns-total"))
                .mapToDouble(metric -> (double) metric.metricValue())
                .sum();
        return Duration.ofNanos((long) nanos);
    }

    private static void awaitNow(CountDownLatch latch) {
        try {
            assertThat(latch.await(TIMEOUT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private ChallengeCreated created() {
        return EventExamples.created(ChallengeId.random(random), Instant.parse("2026-11-21T18:30:00Z"));
    }
}
