package io.doorway.local.container;

import io.doorway.local.LocalPlatformException;
import io.doorway.local.RunningPlatform;
import io.doorway.servers.Polling;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The platform of {@code docker-compose.yml} under a project name and addresses of its own, so that it disturbs no other one. */
public final class ComposeProject implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(10);
    private static final Duration CHANGE = Duration.ofMinutes(3);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final int LINE = 300;
    private static final String LABEL = "com.docker.compose.";

    private final String name;
    private final List<String> command = new ArrayList<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final int port;
    private final int bankPort;

    private ComposeProject(Path home, String name, int port, int bankPort, Path... files) {
        this.name = name;
        this.port = port;
        this.bankPort = bankPort;
        command.addAll(composeCommand());
        command.addAll(List.of(
                "--project-name",
                name,
                "--file",
                home.resolve("docker-compose.yml").toString()));
        for (Path file : files) {
            command.addAll(List.of("--file", file.toString()));
        }
        environment.put("DOORWAY_HTTPS", Integer.toString(port));
        environment.put("DOORWAY_BANK_HTTPS", Integer.toString(bankPort));
    }

    /** A project that does not run, of the images of this version. */
    public static ComposeProject of(Path home, String name, int port, int bankPort) {
        return new ComposeProject(home, name, port, bankPort);
    }

    /**
     * A project of other images.
     *
     * @param tag their tag
     * @param files further files beside {@code docker-compose.yml}
     */
    static ComposeProject ofImages(Path home, String name, String tag, int port, int bankPort, Path... files) {
        ComposeProject project = new ComposeProject(home, name, port, bankPort, files);
        project.environment.put("DOORWAY_VERSION", tag);
        return project;
    }

    /** The plugin of today's Docker, or the program of yesterday's. */
    private static List<String> composeCommand() {
        for (List<String> candidate : List.of(List.of("docker", "compose"), List.of("docker-compose"))) {
            try {
                Docker.execute(
                        Stream.concat(candidate.stream(), Stream.of("version")).toList(),
                        Map.of(),
                        Duration.ofSeconds(30));
                return candidate;
            } catch (LocalPlatformException absent) {
                // The next one.
            }
        }
        throw new LocalPlatformException("Docker Compose is not installed: install its plugin (docker compose)");
    }

    /** The public origin. */
    public URI issuer() {
        return URI.create("https://localhost:" + port);
    }

    /** The address of the demo bank. */
    public URI bank() {
        return URI.create("https://localhost:" + bankPort);
    }

    /**
     * Starts everything and returns when every service is healthy. If one does not become healthy, everything is removed again.
     *
     * @param options of {@code up}, such as {@code --scale}
     */
    public void start(String... options) {
        try {
            compose(
                    START,
                    Stream.concat(Stream.of("up", "--detach", "--no-build"), Stream.of(options))
                            .toArray(String[]::new));
            awaitHealthy();
        } catch (LocalPlatformException e) {
            String logs = logsOfUnhealthy();
            close();
            throw new LocalPlatformException("%s%n%s".formatted(e.getMessage(), logs), e);
        }
        RunningPlatform.trustAuthority(authority());
    }

    private String logsOfUnhealthy() {
        return notHealthy().stream()
                .map(line -> line + "\n" + Docker.query("logs", "--tail", "5", line.split(" ")[0]))
                .flatMap(String::lines)
                .map(line -> line.substring(0, Math.min(line.length(), LINE)))
                .collect(Collectors.joining("\n"));
    }

    /** The certificate authority of the gateway (PEM), in a file that exists as long as this program. */
    public Path authority() {
        try {
            Path file = Files.createTempFile("doorway-", ".crt");
            file.toFile().deleteOnExit();
            String printed = operator("authority");
            return Files.writeString(file, printed.substring(printed.indexOf("-----BEGIN")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new one-time link to enrol a phone for the demo account. */
    public String enrolmentLink() {
        String printed = operator("link");
        return printed.substring(printed.indexOf("https://"));
    }

    /** Returns when every container that stays is healthy. */
    public void awaitHealthy() {
        if (!Polling.until(() -> notHealthy().isEmpty(), START, POLL)) {
            throw new LocalPlatformException("not healthy after %d s: %s".formatted(START.toSeconds(), notHealthy()));
        }
    }

    private List<String> notHealthy() {
        return Docker.query(
                        "ps",
                        "--all",
                        "--filter",
                        "label=" + LABEL + "project=" + name,
                        "--format",
                        "{{.Names}} {{.Status}}")
                .lines()
                .filter(line -> !line.contains("(healthy)") && !line.contains("Exited (0)"))
                .toList();
    }

    /** Runs a command of the gateway's image, such as {@code link}, and returns what it and Compose printed. */
    public String operator(String... arguments) {
        return compose(
                        CHANGE,
                        Stream.concat(Stream.of("run", "--rm", "--no-deps", "-T", "operator"), Stream.of(arguments))
                                .toArray(String[]::new))
                .strip();
    }

    /** Kills the containers of a service at once, as a crash does. */
    public void kill(String service) {
        forAll(service, "kill");
    }

    /** Starts the containers of a service again and returns when they are healthy. */
    public void restart(String service) {
        forAll(service, "start");
        awaitHealthy();
    }

    /** One command for all containers of a service. On a busy machine it takes longer than a query. */
    private void forAll(String service, String command) {
        Docker.run(
                CHANGE,
                Stream.concat(Stream.of(command), containers(service).stream()).toArray(String[]::new));
    }

    /** Stops the containers of a service, which have this time for it. */
    public void stop(String service, Duration limit) {
        containers(service)
                .forEach(container ->
                        Docker.run(limit.plus(CHANGE), "stop", "--time", Long.toString(limit.toSeconds()), container));
    }

    /** The containers of a service, running or not. */
    public List<String> containers(String service) {
        return Docker.query(
                        "ps",
                        "--all",
                        "--quiet",
                        "--filter",
                        "label=" + LABEL + "project=" + name,
                        "--filter",
                        "label=" + LABEL + "service=" + service)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }

    /** The addresses of the containers of a service, in one of their networks; this machine reaches them. */
    public List<String> addresses(String service) {
        return containers(service).stream()
                .map(container -> Docker.query(
                                "inspect",
                                "--format",
                                "{{range .NetworkSettings.Networks}}{{.IPAddress}} {{end}}",
                                container)
                        .split(" ")[0])
                .toList();
    }

    /** The memory of each container of a service: a line for each part, with the file that it is of, such as a library (proc(5)). */
    public List<String> memoryMaps(String service) {
        return containers(service).stream()
                .map(container -> Docker.query("exec", container, "cat", "/proc/1/maps"))
                .toList();
    }

    /** {@link #remove}. */
    @Override
    public void close() {
        remove();
    }

    /** Stops everything and removes its containers, networks and volumes: also what a program left that was killed. */
    public void remove() {
        compose(CHANGE, "down", "--volumes", "--remove-orphans", "--timeout", "20");
    }

    private String compose(Duration limit, String... arguments) {
        return Docker.execute(
                Stream.concat(command.stream(), Stream.of(arguments)).toList(), environment, limit);
    }
}
