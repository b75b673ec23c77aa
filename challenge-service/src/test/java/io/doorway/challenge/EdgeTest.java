package io.doorway.challenge;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

/** What the service answers beside its challenges. */
@QuarkusTest
class EdgeTest extends ServiceTest {
    @Test
    void aBodyOverSixteenKilobytesIsRefused() {
        Response answer = given().body("x".repeat(17 * 1024)).post("/challenges");

        assertProblem(answer, 413, "too-large");
    }

    @Test
    void anAddressThatIsNotThereIsAProblem() {
        assertProblem(given().get("/nothing"), 404, "not-found");
    }

    @Test
    void healthMetricsAndApiAreServed() {
        assertThat(given().get("/internal/health/ready").statusCode()).isEqualTo(200);
        assertThat(given().get("/internal/metrics").asString()).contains("http_server");
        assertThat(given().get("/internal/openapi").asString()).contains("/challenges/{id}/frames");
    }
}
