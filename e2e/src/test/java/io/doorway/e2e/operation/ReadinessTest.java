package io.doorway.e2e.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.doorway.e2e.support.IssuerHttp;
import io.doorway.e2e.support.PausedServer;
import io.doorway.e2e.support.TestPlatform;
import io.doorway.local.Platform.Parts;
import io.doorway.servers.InParallel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** While a server does not answer, the services that need it are not ready, and say so in a bounded time. No service is dead. */
class ReadinessTest {

    private static final List<String> SERVICES = List.of(Parts.CHALLENGE, Parts.APPROVAL, Parts.SESSION, Parts.AUDIT);

    /** Of one call; a probe that waits no longer counts it as a failure. */
    private static final Duration BOUND = Duration.ofSeconds(10);

    private static final Duration UNTIL_NOTICED = Duration.ofSeconds(30);

    @Test
    void whileRedisIsFrozen() {
        assertNotReady(Parts.REDIS, List.of(Parts.CHALLENGE, Parts.APPROVAL, Parts.SESSION));
    }

    /** The audit remains searchable; it is late. */
    @Test
    void whileKafkaIsFrozen() {
        assertNotReady(Parts.KAFKA, List.of(Parts.CHALLENGE, Parts.APPROVAL, Parts.SESSION));
    }

    @Test
    void whilePostgresIsFrozen() {
        assertNotReady(Parts.POSTGRES, List.of(Parts.APPROVAL, Parts.AUDIT));
    }

    @Test
    void aSearchOfTheAuditIsAnsweredWhilePostgresIsFrozen() {
        String token = TestPlatform.platform().operatorToken("security");
        try (PausedServer frozen = PausedServer.pause(Parts.POSTGRES)) {
            assertThat(IssuerHttp.get("/audit/events", token).status()).isEqualTo(503);
        }
        await().atMost(UNTIL_NOTICED)
                .until(() -> IssuerHttp.get("/audit/events", token).status() == 200);
    }

    private static void assertNotReady(String server, List<String> affected) {
        Map<String, Integer> expected = SERVICES.stream()
                .collect(Collectors.toMap(service -> service, service -> affected.contains(service) ? 503 : 200));
        try (PausedServer frozen = PausedServer.pause(server)) {
            await().atMost(UNTIL_NOTICED)
                    .untilAsserted(() -> assertThat(statuses("ready")).isEqualTo(expected));
            assertThat(statuses("live")).containsValues(200).doesNotContainValue(503);
        }
        await().atMost(UNTIL_NOTICED)
                .untilAsserted(() -> assertThat(statuses("ready")).doesNotContainValue(503));
    }

    /** The status of each service; all are asked at once. */
    private static Map<String, Integer> statuses(String check) {
        Map<String, Integer> statuses = new ConcurrentHashMap<>();
        InParallel.forEach(SERVICES, service -> statuses.put(service, status(service, check)));
        return statuses;
    }

    private static int status(String service, String check) {
        URI uri = URI.create("http://" + TestPlatform.platform().address(service) + "/internal/health/" + check);
        try {
            return TestPlatform.HTTP
                    .send(HttpRequest.newBuilder(uri).timeout(BOUND).build(), BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(service + " did not answer in time", e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }
}
