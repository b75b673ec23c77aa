package io.doorway.audit.search;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;

import io.doorway.audit.support.EventExamples;
import io.doorway.audit.support.KafkaTestClient;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.protocol.vocabulary.RejectReason;
import io.doorway.testkit.quarkus.OperatorTestResource;
import io.doorway.testkit.quarkus.SharedServers.KafkaTestResource;
import io.doorway.testkit.quarkus.SharedServers.PostgresTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET /audit/events}, over HTTP, with events from Kafka. */
@QuarkusTest
@QuarkusTestResource(KafkaTestResource.class)
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(OperatorTestResource.class)
class FindEventsTest {

    private static final Instant AT = Instant.parse("2026-11-21T19:00:00Z");

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String address;

    private final ChallengeId login = ChallengeId.random(new Random());

    @BeforeEach
    void recordARejectedLogin() {
        new KafkaTestClient(address)
                .publish(
                        EventExamples.created(login, AT),
                        EventExamples.scanned(login, AT.plusSeconds(4)),
                        EventExamples.rejected(login, AT.plusSeconds(9), RejectReason.NOT_ME));
        await("the login is found")
                .atMost(Duration.ofSeconds(30))
                .until(() -> uids("challenge=" + login).size() == 3);
    }

    @Test
    void theEventsOfALoginAreFoundNewestFirst() {
        assertThat(uids("challenge=" + login)).containsExactly(login + ":3", login + ":2", login + ":1");
    }

    @Test
    void pagesHaveNeitherGapsNorOverlaps() {
        List<String> found = new ArrayList<>();
        JsonPath page = query("limit=1&challenge=" + login).extract().jsonPath();
        found.addAll(page.getList("events.metadata.uid"));
        while (page.getString("next") != null) {
            page = query("limit=1&challenge=" + login + "&after=" + page.getString("next"))
                    .extract()
                    .jsonPath();
            found.addAll(page.getList("events.metadata.uid"));
        }

        assertThat(found).containsExactly(login + ":3", login + ":2", login + ":1");
    }

    @ParameterizedTest
    @CsvSource({
        "type=ChallengeScanned, 2",
        "status=failure, 3",
        "severity=high, 3",
        "code=CREATED, 1",
        "from=2026-11-21T19:00:05Z, 3",
        "to=2026-11-21T19:00:00.001Z, 1",
        "source_ip=198.51.100.4, 2",
    })
    void aFilterSelectsTheMatchingEvent(String filter, int version) {
        assertThat(uids("challenge=" + login + "&" + filter)).containsExactly(login + ":" + version);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "client=demo-bank",
                "class=authentication",
                "class=3002",
                "trace=4bf92f3577b34da6a3ce929d0e0e4736",
                "trace=4bf92f35",
                "limit=200"
            })
    void aFilterThatAllEventsMatchSelectsAll(String filter) {
        assertThat(uids("challenge=" + login + "&" + filter)).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"account=alice", "credential=cred-7Qm2"})
    void accountAndCredentialAreSearchableFromTheScan(String filter) {
        assertThat(uids("challenge=" + login + "&" + filter)).containsExactly(login + ":3", login + ":2");
    }

    @Test
    void theRefusedAttemptsOfOneKindAreFoundByTheirClient() {
        String refusal = ChallengeId.random(new Random()).value();
        new KafkaTestClient(address).publish(EventExamples.refused(refusal, AT, RefusalReason.WRONG_CODE));

        await("the refusal is found")
                .atMost(Duration.ofSeconds(30))
                .until(() -> uids("client=demo-bank&attempt=scan").contains(refusal));
        assertThat(uids("client=demo-bank&attempt=redeem")).doesNotContain(refusal);
    }

    @Test
    void anEventIsReadByItsUid() {
        given().header("Authorization", OperatorTestResource.bearer("security"))
                .get("/audit/events/{uid}", login + ":1")
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("metadata.uid", equalTo(login + ":1"))
                .body("unmapped.doorway.client_name", equalTo("Demo Bank"));
    }

    @Test
    void anUnknownEventIsAProblem() {
        given().header("Authorization", OperatorTestResource.bearer("security"))
                .get("/audit/events/nothing:1")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:doorway:problem:event-not-found"));
    }

    @ParameterizedTest
    @CsvSource({
        "from=yesterday, from",
        "to=1, to",
        "limit=0, limit",
        "limit=201, limit",
        "limit=many, limit",
        "after=x, after",
        "after=bm9uc2Vuc2U, after",
        "class=logins, class",
        "status=maybe, status",
        "severity=5, severity",
        "client=, client",
        "account=a&account=b, account",
        "acount=alice, account",
    })
    void aProblemNamesTheInvalidParameter(String query, String name) {
        given().header("Authorization", OperatorTestResource.bearer("security"))
                .get("/audit/events?" + query)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:doorway:problem:invalid-parameter"))
                .body("detail", containsString(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/audit/events", "/audit/events/x:1", "/audit/stream"})
    void aTokenWithTheRoleSecurityIsRequired(String path) {
        given().get(path)
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .contentType("application/problem+json")
                .body("type", equalTo("urn:doorway:problem:unauthenticated"));
        assertRefused(401, path, OperatorTestResource.bearerSignedByAnotherKey("security"));
        assertRefused(401, path, OperatorTestResource.bearerOfAnotherIssuer("security"));
        assertRefused(401, path, "Bearer nonsense");
        assertRefused(403, path, OperatorTestResource.bearer("enrolment"));
    }

    @Test
    void openApiDescribesTheCalls() {
        given().accept(ContentType.JSON)
                .get("/internal/openapi?format=json")
                .then()
                .statusCode(200)
                .body("paths.'/audit/events'.get.parameters.name", hasItems("from", "class", "source_ip", "after"))
                .body("paths.keySet()", hasItems("/audit/events/{uid}", "/audit/stream"));
    }

    @Test
    void theServiceIsReadyWhenKafkaAndPostgresqlAre() {
        given().get("/internal/health/ready")
                .then()
                .statusCode(200)
                .body("checks.status", everyItem(equalTo("UP")))
                .body("checks.name", hasItems("events"));
    }

    @Test
    void metricsContainRecordedEventsAndLag() {
        given().get("/internal/metrics")
                .then()
                .statusCode(200)
                .body(containsString("doorway_audit_records_total{type=\"ChallengeCreated\"}"))
                .body(containsString("doorway_audit_delay_seconds_count"))
                .body(containsString("kafka_consumer_fetch_manager_records_lag"));
    }

    private static void assertRefused(int status, String path, String authorization) {
        given().header("Authorization", authorization)
                .get(path)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status));
    }

    private static List<String> uids(String query) {
        return query(query).extract().jsonPath().getList("events.metadata.uid");
    }

    private static ValidatableResponse query(String query) {
        return given().header("Authorization", OperatorTestResource.bearer("security"))
                .get("/audit/events?" + query)
                .then()
                .statusCode(200);
    }
}
