package io.doorway.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.doorway.local.Platform.Parts;
import io.doorway.servers.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
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
            var options =
                    PlatformOptions.builder(directory, usedPort, Ports.free()).build();

            assertThatThrownBy(() -> Platform.start(options))
                    .isInstanceOf(LocalPlatformException.class)
                    .hasMessage(
                            "port %d is in use: stop the program that listens on it, or choose another port with --port",
                            usedPort);
        }
    }

    @Test
    void aServiceThatExitsDuringStartIsReportedWithItsLog() throws Exception {
        Path jar = applicationWithoutItsMainClass();
        Path log = directory.resolve("audit-service.log");
        var service = ServiceDefinition.first(Parts.AUDIT, jar, Ports.free(), "/", Map.of());

        assertThatThrownBy(() -> start(service, log))
                .isInstanceOf(LocalPlatformException.class)
                .hasMessageStartingWith(
                        "audit-service ended during its start: Caused by: java.lang.ClassNotFoundException")
                .hasMessageEndingWith("; log: %s", log);
        assertThat(log).content().contains("io.quarkus.runner.GeneratedMain");
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

    private Path applicationWithoutItsMainClass() throws IOException {
        for (String part : List.of("app", "lib/boot", "lib/main")) {
            Files.createDirectories(directory.resolve(part));
        }
        Path jar = directory.resolve("quarkus-run.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        return jar;
    }

    private void start(ServiceDefinition service, Path log) {
        var process = new ServiceProcess(
                service, log, StartCaches.reading(directory, false), true, HttpClient.newHttpClient());
        ParallelStart.start(Map.of(service.name(), process), ParallelStart.Progress.NONE);
    }
}
