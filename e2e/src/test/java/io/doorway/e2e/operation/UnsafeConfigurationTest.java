package io.doorway.e2e.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A service that is started as in production, which is the default, refuses what only a developer may use. */
class UnsafeConfigurationTest {

    private static final Path SERVICE = Path.of("../challenge-service/target/quarkus-app/quarkus-run.jar");
    private static final String LOCAL_KEY = Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString("doorway-local-not-for-production".getBytes(StandardCharsets.US_ASCII));
    private static final String OWN_KEY =
            Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[32]);

    @Test
    void demoKeysPlainHttpAndOpenCorsStopTheStartAndAreNamed() throws Exception {
        Ended ended = start(Map.of(
                "DOORWAY_ISSUER", "http://id.example.org",
                "DOORWAY_TICKET_KEY", LOCAL_KEY,
                "QUARKUS_HTTP_CORS_ORIGINS", "*"));

        assertThat(ended.exitCode()).isNotZero();
        assertThat(ended.output()).contains("doorway.issuer", "doorway.ticket.key", "quarkus.http.cors.origins");
        assertThat(ended.output()).doesNotContain(LOCAL_KEY);
    }

    @Test
    void aMissingPropertyStopsTheStartAndIsNamed() throws Exception {
        Ended ended = start(Map.of("DOORWAY_TICKET_KEY", OWN_KEY));

        assertThat(ended.exitCode()).isNotZero();
        assertThat(ended.output()).contains("doorway.issuer");
    }

    private record Ended(int exitCode, String output) {}

    private static Ended start(Map<String, String> settings) throws IOException, InterruptedException {
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
        return new Ended(process.exitValue(), output);
    }
}
