package io.doorway.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.doorway.local.Platform.Parts;
import io.doorway.servers.Ports;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A failure of the start is reported in one line. */
class PlatformStartTest {

    @TempDir
    private Path directory;

    @Test
    void aPortInUseIsReportedWithTheOptionToChangeIt() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int usedPort = other.getLocalPort();
            var options = new PlatformOptions(
                    directory, usedPort, Ports.free(), "http://localhost:" + usedPort, null, null, null, "unknown", 1);

            assertThatThrownBy(() -> Platform.start(options))
                    .isInstanceOf(LocalPlatformException.class)
                    .hasMessage(
                            "port %d is in use: stop the program that listens on it, or choose another port with --port",
                            usedPort);
        }
    }

    @Test
    void aServiceThatExitsDuringStartIsReportedWithItsLog() throws Exception {
        Path jar = Files.writeString(directory.resolve("quarkus-run.jar"), "no jar");
        Path log = directory.resolve("audit-service.log");
        var service = ServiceDefinition.first(Parts.AUDIT, jar, Ports.free(), "/", Map.of());

        assertThatThrownBy(() -> start(service, log))
                .isInstanceOf(LocalPlatformException.class)
                .hasMessageStartingWith("audit-service ended during its start: Error: ")
                .hasMessageEndingWith("; log: %s", log);
        assertThat(log).content().contains("quarkus-run.jar");
    }

    @Test
    void aServiceThatIsNotBuiltIsReported() {
        Path jar = directory.resolve("quarkus-run.jar");
        var service = ServiceDefinition.first(Parts.AUDIT, jar, Ports.free(), "/", Map.of());

        assertThatThrownBy(() -> start(service, directory.resolve("log")))
                .hasMessage("audit-service is not built: %s is missing", jar);
    }

    @Test
    void settingsArePassedInTheEnvironment() {
        var service = ServiceDefinition.first(
                Parts.SESSION,
                directory,
                1,
                "/",
                Map.of("doorway.ticket.key", "secret", "doorway.signing-keys", "file"));

        assertThat(service.environment())
                .containsOnly(Map.entry("DOORWAY_TICKET_KEY", "secret"), Map.entry("DOORWAY_SIGNING_KEYS", "file"));
    }

    private static void start(ServiceDefinition service, Path log) {
        var process = new ServiceProcess(service, log, List.of(), HttpClient.newHttpClient());
        ParallelStart.start(Map.of(service.name(), process), ParallelStart.Progress.NONE);
    }
}
