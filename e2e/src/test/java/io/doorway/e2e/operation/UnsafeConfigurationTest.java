package io.doorway.e2e.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.protocol.record.EventWriter;
import io.doorway.testkit.event.SampleEventKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A service in production mode, which is the default, does not start with an unsafe configuration, and names the properties. */
class UnsafeConfigurationTest {

    private static final Path SERVICE = Path.of("../challenge-service/target/quarkus-app/quarkus-run.jar");
    private static final String LOCAL_KEY = Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString("doorway-local-not-for-production".getBytes(StandardCharsets.US_ASCII));
    private static final String OWN_KEY =
            Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[32]);

    @Test
    void demoKeysPlainHttpAndOpenCorsStopTheStart() throws Exception {
        ProcessResult result = start(Map.of(
                "DOORWAY_ISSUER",
                "http://id.example.org",
                "DOORWAY_TICKET_KEY",
                LOCAL_KEY,
                "DOORWAY_EVENT_KEYS",
                eventKeys("{\"doorway-local\":true," + SampleEventKeys.jwkSet().substring(1)),
                "QUARKUS_HTTP_CORS_ORIGINS",
                "*"));

        assertThat(result.exitCode()).isNotZero();
        assertThat(result.output())
                .contains(
                        "doorway.issuer",
                        "doorway.ticket.key",
                        "doorway.event-keys: made by ./doorway up",
                        "doorway.event-keys: has a key of approval-service",
                        "quarkus.http.cors.origins");
        assertThat(result.output()).doesNotContain(LOCAL_KEY);
    }

    @Test
    void aMissingPropertyStopsTheStart() throws Exception {
        ProcessResult result = start(Map.of("DOORWAY_TICKET_KEY", OWN_KEY));

        assertThat(result.exitCode()).isNotZero();
        assertThat(result.output()).contains("doorway.issuer");
    }

    @Test
    void anUnknownPropertyStopsTheStartAndTheNearestIsNamed() throws Exception {
        ProcessResult ended = start(Map.of(
                "DOORWAY_ISSUER",
                "https://id.example.org",
                "DOORWAY_TICKET_KEY",
                OWN_KEY,
                "DOORWAY_EVENT_KEYS",
                eventKeys("{\"keys\":[" + SampleEventKeys.jwk("own", EventWriter.CHALLENGE_SERVICE) + "]}"),
                "DOORWAY_TIKET_TTL",
                "PT1M"));

        assertThat(ended.exitCode()).isNotZero();
        assertThat(ended.output()).contains("DOORWAY_TIKET_TTL", "DOORWAY_TICKET_TTL");
    }

    @Test
    void aMistakeInTheEventKeysStopsTheStartAndIsNamed() throws Exception {
        Path file = Files.writeString(Files.createTempFile("event-keys", ".jwks"), "{\"keys\":[]}");

        ProcessResult ended = start(Map.of(
                "DOORWAY_ISSUER",
                "https://id.example.org",
                "DOORWAY_TICKET_KEY",
                OWN_KEY,
                "DOORWAY_EVENT_KEYS",
                file.toString()));

        assertThat(ended.exitCode()).isNotZero();
        assertThat(ended.output()).contains("doorway.event-keys", "(expected: a JWK Set)");
    }

    private static String eventKeys(String jwkSet) throws IOException {
        Path file = Files.createTempFile("event-keys", ".jwks");
        return Files.writeString(file, jwkSet).toString();
    }

    private record ProcessResult(int exitCode, String output) {}

    private static ProcessResult start(Map<String, String> settings) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(), "-jar", SERVICE.toString())
                .redirectErrorStream(true);
        builder.environment().putAll(settings);
        builder.environment().put("QUARKUS_HTTP_PORT", "0");
        builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
        builder.environment().put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1");
        builder.environment().put("QUARKUS_REDIS_HOSTS", "redis://127.0.0.1:1");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new ProcessResult(process.exitValue(), output);
    }
}
