package io.doorway.audit.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.doorway.audit.support.EventExamples;
import io.doorway.audit.support.KafkaTestClient;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.testkit.quarkus.OperatorTestResource;
import io.doorway.testkit.quarkus.SharedServers.KafkaTestResource;
import io.doorway.testkit.quarkus.SharedServers.PostgresTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code GET /audit/stream}: the live stream, and how it resumes. */
@QuarkusTest
@QuarkusTestResource(KafkaTestResource.class)
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(OperatorTestResource.class)
@Timeout(60)
class FollowEventsTest {

    /** Of application.properties of the tests. */
    private static final int MAX_STREAMS = 3;

    private static final Instant AT = Instant.parse("2026-11-21T19:10:00Z");

    @TestHTTPResource("/audit/stream")
    URI streamUri;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String address;

    @Inject
    Pool pool;

    private final ChallengeId login = ChallengeId.random(new Random());
    private KafkaTestClient kafka;

    @BeforeEach
    void connect() {
        kafka = new KafkaTestClient(address);
    }

    @Test
    void eventsAreStreamedAsTheyAreRecorded() throws Exception {
        try (EventStream stream = follow("?challenge=" + login, null)) {
            kafka.publish(EventExamples.created(login, AT));
            StreamedEvent created = stream.next();
            kafka.publish(EventExamples.scanned(login, AT.plusSeconds(4)));
            StreamedEvent scanned = stream.next();

            assertThat(created.data()).contains("ChallengeCreated");
            assertThat(scanned.data()).contains("ChallengeScanned");
            assertThat(scanned.id()).isGreaterThan(created.id());
        }
    }

    @Test
    void aStreamResumesAfterTheLastEventId() throws Exception {
        long lastId;
        try (EventStream stream = follow("?challenge=" + login, null)) {
            kafka.publish(EventExamples.created(login, AT));
            lastId = stream.next().id();
        }
        kafka.publish(EventExamples.scanned(login, AT.plusSeconds(4)));
        kafka.publish(EventExamples.approved(login, AT.plusSeconds(9)));

        try (EventStream stream = follow("?challenge=" + login, Long.toString(lastId))) {
            assertThat(List.of(stream.next().data(), stream.next().data()))
                    .satisfiesExactly(
                            first -> assertThat(first).contains("ChallengeScanned"),
                            second -> assertThat(second).contains("ChallengeApproved"));
        }
    }

    @Test
    void aStreamCanBeginWithRecentEvents() throws Exception {
        try (EventStream stream = follow("?challenge=" + login, null)) {
            kafka.publish(EventExamples.created(login, AT));
            kafka.publish(EventExamples.scanned(login, AT.plusSeconds(4)));
            kafka.publish(EventExamples.approved(login, AT.plusSeconds(9)));
            stream.next();
            stream.next();
            stream.next();
        }

        try (EventStream stream = follow("?recent=2&challenge=" + login, null)) {
            assertThat(stream.next().data()).contains("ChallengeScanned");
        }
    }

    @Test
    void anInvalidLastEventIdIsAProblem() throws Exception {
        HttpResponse<InputStream> response = request("", "yesterday");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(new String(response.body().readAllBytes(), StandardCharsets.UTF_8))
                .contains("Last-Event-ID");
    }

    @Test
    void oneInstanceServesAtMostSoManyStreamsAtOnce() throws Exception {
        List<EventStream> open = await("every place is free")
                .atMost(Duration.ofSeconds(30))
                .until(this::openUntilRefused, streams -> streams.size() == MAX_STREAMS);
        try {
            HttpResponse<InputStream> response = request("", null);

            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.headers().firstValue("Retry-After")).isPresent();
            assertThat(new String(response.body().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("too-many-streams");
        } finally {
            closeAll(open);
        }
        awaitFreePlace();
    }

    /** All streams that the instance serves now; none stays open if another test's are among them. */
    private List<EventStream> openUntilRefused() throws Exception {
        List<EventStream> open = new ArrayList<>();
        HttpResponse<InputStream> response = request("", null);
        while (response.statusCode() == 200 && open.size() < 2 * MAX_STREAMS) {
            open.add(new EventStream(response.body()));
            response = request("", null);
        }
        response.body().close();
        if (open.size() != MAX_STREAMS) {
            closeAll(open);
        }
        return open;
    }

    private static void closeAll(List<EventStream> streams) throws IOException {
        for (EventStream stream : streams) {
            stream.close();
        }
    }

    private void awaitFreePlace() {
        await("a place is free").atMost(Duration.ofSeconds(30)).until(() -> {
            HttpResponse<InputStream> response = request("", null);
            response.body().close();
            return response.statusCode() == 200;
        });
    }

    @Test
    void aClientThatLeavesBeforeItsStreamBeginsTakesNoPlace() throws Exception {
        whileTheTableIsLocked(() -> {
            for (int i = 0; i < MAX_STREAMS; i++) {
                requestAndLeave();
            }
            await("the requests wait for the table").until(() -> waitingQueries() >= MAX_STREAMS);
        });

        awaitFreePlace();
    }

    private long waitingQueries() {
        return pool.query("select count(*) from pg_stat_activity where wait_event_type = 'Lock'")
                .executeAndAwait()
                .iterator()
                .next()
                .getLong(0);
    }

    private void requestAndLeave() throws IOException {
        try (Socket socket = new Socket(streamUri.getHost(), streamUri.getPort())) {
            socket.setSoLinger(true, 0);
            socket.getOutputStream()
                    .write("GET %s HTTP/1.1\r\nHost: %s\r\nAuthorization: %s\r\n\r\n"
                            .formatted(
                                    streamUri.getPath(),
                                    streamUri.getAuthority(),
                                    OperatorTestResource.bearer("security"))
                            .getBytes(StandardCharsets.US_ASCII));
        }
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsAProblem() throws Exception {
        whileTheTableIsLocked(() -> assertThat(request("", null).statusCode()).isEqualTo(503));
    }

    /** The lock lets every query of the table wait. */
    private void whileTheTableIsLocked(ThrowingRunnable action) throws Exception {
        SqlConnection holder = pool.getConnection().await().indefinitely();
        try {
            holder.query("begin; lock table audit.event in access exclusive mode")
                    .execute()
                    .await()
                    .indefinitely();
            action.run();
        } finally {
            holder.query("rollback").execute().await().indefinitely();
            holder.close().await().indefinitely();
        }
    }

    private EventStream follow(String query, String lastEventId) throws Exception {
        HttpResponse<InputStream> response = request(query, lastEventId);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
        assertThat(response.headers().allValues("Cache-Control")).containsExactly("no-store, no-transform");
        assertThat(response.headers().allValues("X-Accel-Buffering")).containsExactly("no");
        return new EventStream(response.body());
    }

    private HttpResponse<InputStream> request(String query, String lastEventId) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(streamUri + query))
                .header("Authorization", OperatorTestResource.bearer("security"));
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    private interface ThrowingRunnable {
        void run() throws Exception;
    }

    private record StreamedEvent(long id, String data) {}

    /** Reads server-sent events, one by one. */
    private record EventStream(BufferedReader lines) implements AutoCloseable {

        EventStream(InputStream body) {
            this(new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8)));
        }

        StreamedEvent next() throws IOException {
            List<String> fields = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isEmpty()) {
                    fields.add(line);
                } else if (!fields.isEmpty()) {
                    return new StreamedEvent(Long.parseLong(value(fields, "id:")), value(fields, "data:"));
                }
            }
            throw new AssertionError("the stream ended");
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
