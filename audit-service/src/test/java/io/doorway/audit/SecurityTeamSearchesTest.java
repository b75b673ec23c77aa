package io.doorway.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;

import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.challenge.RejectReason;
import io.doorway.protocol.event.Event;
import io.doorway.testkit.quarkus.WithKafka;
import io.doorway.testkit.quarkus.WithPostgres;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
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

/** {@code GET /audit/events}, over HTTP, on what Kafka brought. */
@QuarkusTest
@QuarkusTestResource(WithKafka.class)
@QuarkusTestResource(WithPostgres.class)
@QuarkusTestResource(Operators.class)
class SecurityTeamSearchesTest {

    private static final Instant AT = Instant.parse("2026-11-21T19:00:00Z");

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String address;

    private final ChallengeId login = ChallengeId.random(new Random());

    @BeforeEach
    void a_login_that_the_person_rejected_is_recorded() throws Exception {
        try (Kafka kafka = new Kafka(address)) {
            List<Event> events = List.of(
                    Examples.created(login, AT),
                    Examples.scanned(login, AT.plusSeconds(4)),
                    Examples.rejected(login, AT.plusSeconds(9), RejectReason.NOT_ME));
            events.forEach(kafka::tell);
        }
        Eventually.until("the login is found", () -> uids("challenge=" + login).size() == 3);
    }

    @Test
    void a_login_is_found_newest_first() {
        assertThat(uids("challenge=" + login)).containsExactly(login + ":3", login + ":2", login + ":1");
    }

    @Test
    void pages_follow_each_other_without_gap_or_overlap() {
        List<String> walked = new ArrayList<>();
        JsonPath page = ask("limit=1&challenge=" + login).extract().jsonPath();
        walked.addAll(page.getList("events.metadata.uid"));
        while (page.getString("next") != null) {
            page = ask("limit=1&challenge=" + login + "&after=" + page.getString("next"))
                    .extract()
                    .jsonPath();
            walked.addAll(page.getList("events.metadata.uid"));
        }

        assertThat(walked).containsExactly(login + ":3", login + ":2", login + ":1");
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
    void a_filter_narrows(String filter, int version) {
        assertThat(uids("challenge=" + login + "&" + filter)).containsExactly(login + ":" + version);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "client=demo-bank",
                "class=authentication",
                "class=3002",
                "trace=4bf92f3577b34da6a3ce929d0e0e4736",
                "limit=200"
            })
    void a_filter_that_all_of_them_pass_leaves_all(String filter) {
        assertThat(uids("challenge=" + login + "&" + filter)).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"account=alice", "credential=cred-7Qm2"})
    void what_is_known_of_the_person_is_searchable_from_the_scan_on(String filter) {
        assertThat(uids("challenge=" + login + "&" + filter)).containsExactly(login + ":3", login + ":2");
    }

    @Test
    void one_event_is_read_by_its_uid() {
        given().header("Authorization", Operators.bearer("security"))
                .get("/audit/events/{uid}", login + ":1")
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("metadata.uid", equalTo(login + ":1"))
                .body("unmapped.doorway.client_name", equalTo("Demo Bank"));
    }

    @Test
    void an_event_that_is_not_there_is_a_problem() {
        given().header("Authorization", Operators.bearer("security"))
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
    void a_wrong_parameter_is_a_problem_that_names_it(String query, String name) {
        given().header("Authorization", Operators.bearer("security"))
                .get("/audit/events?" + query)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:doorway:problem:invalid-parameter"))
                .body("detail", containsString(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/audit/events", "/audit/events/x:1", "/audit/stream"})
    void nobody_else_reads_the_audit(String path) {
        given().get(path)
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .contentType("application/problem+json")
                .body("type", equalTo("urn:doorway:problem:unauthenticated"));
        refusedAs(401, path, Operators.forged());
        refusedAs(401, path, Operators.ofAnotherIssuer());
        refusedAs(401, path, "Bearer nonsense");
        refusedAs(403, path, Operators.bearer("enrolment"));
    }

    @Test
    void the_api_describes_itself() {
        given().accept(ContentType.JSON)
                .get("/internal/openapi?format=json")
                .then()
                .statusCode(200)
                .body("paths.'/audit/events'.get.parameters.name", hasItems("from", "class", "source_ip", "after"))
                .body("paths.keySet()", hasItems("/audit/events/{uid}", "/audit/stream"));
    }

    @Test
    void it_is_ready_when_kafka_and_postgresql_are() {
        given().get("/internal/health/ready")
                .then()
                .statusCode(200)
                .body("checks.status", everyItem(equalTo("UP")))
                .body("checks.name", hasItems("facts"));
    }

    @Test
    void it_counts_what_it_records_and_shows_its_lag() {
        given().get("/internal/metrics")
                .then()
                .statusCode(200)
                .body(containsString("doorway_audit_records_total{type=\"ChallengeCreated\"}"))
                .body(containsString("doorway_audit_delay_seconds_count"))
                .body(containsString("kafka_consumer_fetch_manager_records_lag"));
    }

    private static void refusedAs(int status, String path, String authorization) {
        given().header("Authorization", authorization)
                .get(path)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status));
    }

    private static List<String> uids(String query) {
        return ask(query).extract().jsonPath().getList("events.metadata.uid");
    }

    private static ValidatableResponse ask(String query) {
        return given().header("Authorization", Operators.bearer("security"))
                .get("/audit/events?" + query)
                .then()
                .statusCode(200);
    }
}
