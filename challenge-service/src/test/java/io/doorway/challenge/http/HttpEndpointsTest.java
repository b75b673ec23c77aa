package io.doorway.challenge.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.doorway.challenge.support.ChallengeServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Errors, health, metrics and API description of the service. */
@QuarkusTest
class HttpEndpointsTest extends ChallengeServiceTest {

    private static final Duration WARM_UP = Duration.ofSeconds(30);

    @Test
    void aBodyOverSixteenKilobytesIsRefused() {
        Response answer = given().body("x".repeat(17 * 1024)).post("/challenges");

        assertProblem(answer, 413, "too-large");
    }

    @Test
    void anUnknownPathIsAProblem() {
        assertProblem(given().get("/nothing"), 404, "not-found");
    }

    @Test
    void healthMetricsAndApiAreServed() {
        Response ready = await().atMost(WARM_UP)
                .until(() -> given().get("/internal/health/ready"), answer -> answer.statusCode() == 200);
        assertThat(ready.asString()).contains("Kafka connection health check", "maxmemory-policy", "warm-up");
        assertThat(given().get("/internal/metrics").asString()).contains("http_server");
        assertThat(given().get("/internal/openapi").asString()).contains("/challenges/{id}/frames");
    }
}
