package io.doorway.local;

import io.doorway.servers.ChildProcess;
import io.doorway.servers.ManagedProcess;
import io.doorway.servers.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A service as a child process, with its readiness probe. */
final class ServiceProcess implements ManagedProcess {

    private static final Duration START_TIMEOUT = Duration.ofSeconds(120);
    private static final Duration PROBE_INTERVAL = Duration.ofMillis(100);
    private static final int OK = 200;

    /** Small heaps and a fast start: eight programs share a developer's machine. */
    private static final List<String> JVM =
            List.of("-Xms48m", "-Xmx256m", "-XX:+UseSerialGC", "-XX:MaxMetaspaceSize=192m");

    private final ServiceDefinition service;
    private final Path log;
    private final ChildProcess process;
    private final HttpClient http;
    private final HttpRequest probe;

    ServiceProcess(ServiceDefinition service, Path log, List<String> jvmOptions, HttpClient http) {
        this.service = service;
        this.log = log;
        this.http = http;
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.addAll(jvmOptions);
        command.add("-jar");
        command.add(service.jar().toString());
        process = new ChildProcess(command, service.environment(), log);
        probe = HttpRequest.newBuilder(URI.create("http://" + address() + service.readiness()))
                .timeout(Duration.ofSeconds(5))
                .build();
    }

    @Override
    public String address() {
        return Ports.LOOPBACK + ":" + service.port();
    }

    @Override
    public void start() {
        if (!Files.exists(service.jar())) {
            throw new LocalPlatformException("%s is not built: %s is missing".formatted(service.name(), service.jar()));
        }
        process.start();
        Instant deadline = Instant.now().plus(START_TIMEOUT);
        while (!ready()) {
            if (!process.running()) {
                throw new LocalPlatformException("%s ended during its start: %s; log: %s"
                        .formatted(service.name(), StartupFailure.readFrom(log), log));
            }
            if (Instant.now().isAfter(deadline)) {
                throw new LocalPlatformException("%s is not ready after %d s; log: %s"
                        .formatted(service.name(), START_TIMEOUT.toSeconds(), log));
            }
        }
    }

    @Override
    public void kill() {
        process.kill();
    }

    @Override
    public void stop() {
        process.stop();
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public boolean running() {
        return process.running();
    }

    private boolean ready() {
        try {
            Thread.sleep(PROBE_INTERVAL);
            return http.send(probe, BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalPlatformException("interrupted during the start of " + service.name(), e);
        }
    }
}
