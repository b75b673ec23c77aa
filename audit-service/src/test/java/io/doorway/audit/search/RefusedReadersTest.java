package io.doorway.audit.search;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.doorway.protocol.event.Topics;
import io.doorway.servers.TopicRecords;
import io.doorway.testkit.quarkus.OperatorTestResource;
import io.doorway.testkit.quarkus.SharedServers.KafkaTestResource;
import io.doorway.testkit.quarkus.SharedServers.PostgresTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** A refused call of the audit is recorded in the audit, in the table and on the topic. */
@QuarkusTest
@QuarkusTestResource(KafkaTestResource.class)
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(OperatorTestResource.class)
class RefusedReadersTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    @Test
    void aForgedTokenIsRecorded() {
        int before = recorded("WRONG_TOKEN").size();

        given().header("Authorization", OperatorTestResource.bearerSignedByAnotherKey("security"))
                .get("/audit/events")
                .then()
                .statusCode(401);

        await().atMost(TIMEOUT).until(() -> recorded("WRONG_TOKEN").size() == before + 1);
        Map<String, Object> record = recorded("WRONG_TOKEN").getFirst();
        assertThat(record)
                .containsEntry("status_detail", "read_audit")
                .containsEntry("severity", "High")
                .doesNotContainKey("actor");
        String uid = ((Map<?, ?>) record.get("metadata")).get("uid").toString();
        await().atMost(TIMEOUT)
                .until(() -> new TopicRecords(kafka)
                        .read(Topics.AUDIT).stream().anyMatch(copy -> uid.equals(TopicRecords.header(copy, "ce_id"))));
    }

    @Test
    void anOperatorWithoutTheRoleIsRecordedByName() {
        int before = recorded("WRONG_ROLE").size();

        given().header("Authorization", OperatorTestResource.bearer("enrolment"))
                .get("/audit/events")
                .then()
                .statusCode(403);

        await().atMost(TIMEOUT).until(() -> recorded("WRONG_ROLE").size() == before + 1);
        assertThat(recorded("WRONG_ROLE").getFirst().get("actor").toString()).contains("uid=operator");
    }

    private static List<Map<String, Object>> recorded(String reason) {
        return given().header("Authorization", OperatorTestResource.bearer("security"))
                .get("/audit/events?type=AttemptRefused&code=" + reason)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("events");
    }
}
