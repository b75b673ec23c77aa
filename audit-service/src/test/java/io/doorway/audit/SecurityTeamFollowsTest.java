package io.doorway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.testkit.quarkus.WithKafka;
import io.doorway.testkit.quarkus.WithPostgres;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code GET /audit/stream}: the live feed, and how it resumes. */
@QuarkusTest
@QuarkusTestResource(WithKafka.class)
@QuarkusTestResource(WithPostgres.class)
@QuarkusTestResource(Operators.class)
@Timeout(60)
class SecurityTeamFollowsTest {

    private static final Instant AT = Instant.parse("2026-11-21T19:10:00Z");

    @TestHTTPResource("/audit/stream")
    URI stream;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String address;

    private final ChallengeId login = ChallengeId.random(new Random());
    private Kafka kafka;

    @BeforeEach
    void connect() {
        kafka = new Kafka(address);
    }

    @AfterEach
    void disconnect() {
        kafka.close();
    }

    @Test
    void a_login_is_seen_as_it_happens() throws Exception {
        try (Feed feed = follow("?challenge=" + login, null)) {
            kafka.tell(Examples.created(login, AT));
            Told created = feed.next();
            kafka.tell(Examples.scanned(login, AT.plusSeconds(4)));
            Told scanned = feed.next();

            assertThat(created.data()).contains("ChallengeCreated");
            assertThat(scanned.data()).contains("ChallengeScanned");
            assertThat(scanned.id()).isGreaterThan(created.id());
        }
    }

    @Test
    void a_feed_resumes_after_the_last_event_that_was_seen() throws Exception {
        long seen;
        try (Feed feed = follow("?challenge=" + login, null)) {
            kafka.tell(Examples.created(login, AT));
            seen = feed.next().id();
        }
        kafka.tell(Examples.scanned(login, AT.plusSeconds(4)));
        kafka.tell(Examples.approved(login, AT.plusSeconds(9)));

        try (Feed feed = follow("?challenge=" + login, Long.toString(seen))) {
            assertThat(List.of(feed.next().data(), feed.next().data()))
                    .satisfiesExactly(
                            first -> assertThat(first).contains("ChallengeScanned"),
                            second -> assertThat(second).contains("ChallengeApproved"));
        }
    }

    @Test
    void a_feed_may_begin_with_recent_events() throws Exception {
        try (Feed feed = follow("?challenge=" + login, null)) {
            kafka.tell(Examples.created(login, AT));
            kafka.tell(Examples.scanned(login, AT.plusSeconds(4)));
            kafka.tell(Examples.approved(login, AT.plusSeconds(9)));
            feed.next();
            feed.next();
            feed.next();
        }

        try (Feed feed = follow("?recent=2&challenge=" + login, null)) {
            assertThat(feed.next().data()).contains("ChallengeScanned");
        }
    }

    @Test
    void an_id_that_no_feed_gave_is_a_problem() throws Exception {
        HttpResponse<InputStream> answer = ask("", "yesterday");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(new String(answer.body().readAllBytes(), StandardCharsets.UTF_8))
                .contains("Last-Event-ID");
    }

    private Feed follow(String query, String lastEventId) throws Exception {
        HttpResponse<InputStream> answer = ask(query, lastEventId);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
        return new Feed(answer.body());
    }

    private HttpResponse<InputStream> ask(String query, String lastEventId) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(stream + query))
                .header("Authorization", Operators.bearer("security"));
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    private record Told(long id, String data) {}

    /** Reads server-sent events, one by one. */
    private record Feed(BufferedReader lines) implements AutoCloseable {

        Feed(InputStream body) {
            this(new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8)));
        }

        Told next() throws IOException {
            List<String> fields = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isEmpty()) {
                    fields.add(line);
                } else if (!fields.isEmpty()) {
                    return new Told(Long.parseLong(value(fields, "id:")), value(fields, "data:"));
                }
            }
            throw new AssertionError("the feed ended");
        }

        private static String value(List<String> fields, String name) {
            return fields.stream()
                    .filter(field -> field.startsWith(name))
                    .map(field -> field.substring(name.length()).strip())
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no " + name + " in " + fields));
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }
}
