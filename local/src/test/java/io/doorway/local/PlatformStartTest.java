package io.doorway.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.doorway.testkit.servers.Ports;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may keep the platform from starting is said in one line. */
class PlatformStartTest {

    @TempDir
    private Path directory;

    @Test
    void a_port_in_use_is_named_together_with_the_way_out() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int taken = other.getLocalPort();
            var options = new PlatformOptions(
                    directory, taken, Ports.free(), "http://localhost:" + taken, null, null, "unknown");

            assertThatThrownBy(() -> Platform.start(options))
                    .isInstanceOf(LocalPlatformException.class)
                    .hasMessage("port %d is in use: stop what listens there, or choose another with --port", taken);
        }
    }

    @Test
    void a_service_that_ends_is_named_together_with_its_log() throws Exception {
        Path jar = Files.writeString(directory.resolve("quarkus-run.jar"), "no jar");
        Path log = directory.resolve("audit-service.log");
        var service = new Service(Names.AUDIT, jar, Ports.free(), "/", Map.of());

        assertThatThrownBy(() -> start(service, log))
                .isInstanceOf(LocalPlatformException.class)
                .hasMessageStartingWith("audit-service ended while it started: Error: ")
                .hasMessageEndingWith("; its log: %s", log);
        assertThat(log).content().contains("quarkus-run.jar");
    }

    @Test
    void a_service_that_is_not_built_is_named() {
        Path jar = directory.resolve("quarkus-run.jar");
        var service = new Service(Names.AUDIT, jar, Ports.free(), "/", Map.of());

        assertThatThrownBy(() -> start(service, directory.resolve("log")))
                .hasMessage("audit-service is not built: %s is missing", jar);
    }

    @Test
    void settings_reach_a_service_through_its_environment() {
        var service = new Service(
                Names.SESSION,
                directory,
                1,
                "/",
                Map.of("doorway.ticket.key", "secret", "doorway.signing-keys", "file"));

        assertThat(service.environment())
                .containsOnly(Map.entry("DOORWAY_TICKET_KEY", "secret"), Map.entry("DOORWAY_SIGNING_KEYS", "file"));
    }

    private static void start(Service service, Path log) {
        var process = new ServiceProcess(service, log, List.of(), HttpClient.newHttpClient());
        StartTogether.start(Map.of(service.name(), process), Progress.NONE);
    }
}
