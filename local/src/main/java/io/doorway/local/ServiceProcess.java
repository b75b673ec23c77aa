package io.doorway.local;

import static java.util.Objects.requireNonNull;

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A service as a child process, with its readiness probe. */
final class ServiceProcess implements ManagedProcess {

    private static final Duration START_TIMEOUT = Duration.ofSeconds(300);
    private static final Duration PROBE_INTERVAL = Duration.ofMillis(100);
    private static final int OK = 200;

    private final ServiceDefinition service;
    private final Path log;
    private final StartCaches caches;
    private final boolean writing;
    private final HttpClient http;
    private final HttpRequest probe;
    private @Nullable ChildProcess process;

    /** @param writing whether it may write an archive for its next start when it ends */
    ServiceProcess(ServiceDefinition service, Path log, StartCaches caches, boolean writing, HttpClient http) {
        this.service = service;
        this.log = log;
        this.caches = caches;
        this.writing = writing;
        this.http = http;
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
        JavaProgram program = JavaProgram.quarkus(service.service(), service.jar());
        List<String> options = JvmOptions.ofService();
        boolean cached = caches.isUsed(program, options);
        boolean ready = start(program, caches.options(program, options, writing));
        if (!ready && cached && StartupFailure.isOfTheJvm(log)) {
            caches.discard(program, options);
            ready = start(program, caches.options(program, options, writing));
        }
        if (!ready) {
            throw new LocalPlatformException("%s ended during its start: %s; log: %s"
                    .formatted(service.name(), StartupFailure.readFrom(log), log));
        }
    }

    /** Returns true when the service is ready, and false when it has ended. */
    private boolean start(JavaProgram program, List<String> options) {
        List<String> command = Stream.of(Stream.of(JvmOptions.java()), options.stream(), program.arguments().stream())
                .flatMap(part -> part)
                .toList();
        Map<String, String> environment = new HashMap<>(service.environment());
        environment.putAll(JvmOptions.ENVIRONMENT);
        ChildProcess started = new ChildProcess(command, environment, log);
        process = started;
        started.start();
        Instant deadline = Instant.now().plus(START_TIMEOUT);
        while (started.running()) {
            if (ready()) {
                return true;
            }
            if (Instant.now().isAfter(deadline)) {
                throw new LocalPlatformException("%s is not ready after %d s; log: %s"
                        .formatted(service.name(), START_TIMEOUT.toSeconds(), log));
            }
        }
        return false;
    }

    @Override
    public void kill() {
        if (process != null) {
            process.kill();
        }
    }

    @Override
    public void stop() {
        if (process != null) {
            process.stop();
        }
    }

    @Override
    public long pid() {
        return requireNonNull(process, "not started yet").pid();
    }

    @Override
    public boolean running() {
        return process != null && process.running();
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
