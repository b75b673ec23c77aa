package io.doorway.challenge.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.testkit.event.SampleEventKeys;
import io.doorway.testkit.quarkus.SharedServers.RedisTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A service without Kafka starts, and reports in bounded time that it is not ready. */
@QuarkusTest
@WithTestResource(RedisTestResource.class)
@TestProfile(KafkaUnavailableTest.NoBroker.class)
class KafkaUnavailableTest {

    /** The limit of the check is ten seconds; the rest is for a busy machine. */
    private static final Duration BOUND = Duration.ofSeconds(20);

    /** An address at which nothing listens. */
    public static class NoBroker implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "kafka.bootstrap.servers",
                    "127.0.0.1:1",
                    "doorway.event-keys",
                    SampleEventKeys.file().toString());
        }
    }

    @Test
    void theServiceReportsInBoundedTimeThatItIsNotReady() {
        Response ready = given().get("/internal/health/ready");

        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.asString()).contains("Kafka connection health check");
        assertThat(Duration.ofMillis(ready.timeIn(TimeUnit.MILLISECONDS))).isLessThan(BOUND);
    }
}
