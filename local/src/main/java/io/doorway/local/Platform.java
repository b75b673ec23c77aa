package io.doorway.local;

import io.doorway.testkit.operator.Operator;
import io.doorway.testkit.servers.AtExit;
import io.doorway.testkit.servers.DataDirectory;
import io.doorway.testkit.servers.KafkaServer;
import io.doorway.testkit.servers.PostgresServer;
import io.doorway.testkit.servers.Program;
import io.doorway.testkit.servers.RedisServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything, running. Parts are killed and started again by their {@linkplain Names names}; one that comes back has its
 * old address and its old data.
 */
public final class Platform implements AutoCloseable {

    private final PlatformOptions options;
    private final DataDirectory data;
    private final PlatformKeys keys;
    private final Map<String, Program> servers = new LinkedHashMap<>();
    private final Map<String, Program> services = new LinkedHashMap<>();
    private @Nullable Gateway gateway;

    /** Starts everything and returns when all of it is ready; leaves nothing behind if a part does not start. */
    public static Platform start(PlatformOptions options) {
        return start(options, Progress.NONE);
    }

    static Platform start(PlatformOptions options, Progress progress) {
        FreePort.require(options.port(), "--port");
        FreePort.require(options.bankPort(), "--bank-port");
        Platform platform = new Platform(options);
        try {
            platform.startAll(progress);
            return platform;
        } catch (RuntimeException notStarted) {
            platform.data.keep();
            platform.close();
            throw notStarted;
        }
    }

    private Platform(PlatformOptions options) {
        this.options = options;
        data = options.data() == null ? DataDirectory.temporary("up") : DataDirectory.given(options.data());
        keys = PlatformKeys.in(data.path());
    }

    private void startAll(Progress progress) {
        Archives archives = new Archives(options.home());
        KafkaServer kafka = new KafkaServer(data.subdirectory(Names.KAFKA), archives.jvmOptions(Names.KAFKA));
        RedisServer redis = new RedisServer(data.subdirectory(Names.REDIS));
        PostgresServer postgres = new PostgresServer(data.subdirectory(Names.POSTGRES));
        servers.put(Names.KAFKA, kafka);
        servers.put(Names.REDIS, redis);
        servers.put(Names.POSTGRES, postgres);
        StartTogether.start(servers, progress);

        List<Path> clients = new ArrayList<>(List.of(DemoBank.clientsFile(data, options, keys)));
        if (options.clients() != null) {
            clients.add(options.clients());
        }
        HttpClient http = HttpClient.newHttpClient();
        Map<String, Integer> ports = new LinkedHashMap<>();
        for (Service service : new Services(options, keys, kafka, redis, postgres).all(clients)) {
            Path log = data.subdirectory(service.name()).resolve(service.name() + ".log");
            ports.put(service.name(), service.port());
            services.put(
                    service.name(),
                    new ServiceProcess(service, log, archives.jvmOptions(service.name(), service.jar()), http));
        }
        // Registered after the programs, each of which would otherwise be killed at the exit before it is asked to
        // stop.
        AtExit.run(this::close);
        gateway = Gateway.start(options.port(), URI.create(options.issuer()), ports);
        StartTogether.start(services, progress);
        note().write(RunningPlatform.noteIn(data.path()));
    }

    /** Ends a part as a crash does. */
    public void kill(String name) {
        part(name).kill();
    }

    /** Starts a part again, at its old address with its old data, and returns when it is ready. */
    public void restart(String name) {
        Program part = part(name);
        if (part.running()) {
            part.stop();
        }
        part.start();
        note().write(RunningPlatform.noteIn(data.path()));
    }

    public long pid(String name) {
        return part(name).pid();
    }

    /** {@code host:port} of a part, to speak to it past the gateway. */
    public String address(String name) {
        return part(name).address();
    }

    /** The public origin. */
    public String issuer() {
        return options.issuer();
    }

    /** The demo bank's address. */
    public String bankUrl() {
        return options.bankUrl();
    }

    /** Where the platform's data and logs are: a directory for each part, in it the log by the part's name. */
    public Path data() {
        return data.path();
    }

    /** A JWT of the operator. */
    public String operatorToken(String role) {
        return note().operatorToken(role);
    }

    /** A one-time link that enrols a phone for the demo account. */
    public String enrolmentLink() {
        Operator operator = new Operator(
                HttpClient.newHttpClient(),
                URI.create("http://" + address(Names.APPROVAL)),
                operatorToken("enrolment"));
        return new DemoAccount(operator).enrolmentLink();
    }

    /** What other programs need to know to find everything. */
    public RunningPlatform note() {
        Map<String, Long> processes = new LinkedHashMap<>();
        Map<String, String> addresses = new LinkedHashMap<>();
        servers.forEach((name, part) -> addresses.put(name, part.address()));
        services.forEach((name, part) -> addresses.put(name, part.address()));
        addresses.keySet().stream()
                .filter(name -> part(name).running())
                .forEach(name -> processes.put(name, part(name).pid()));
        return new RunningPlatform(
                ProcessHandle.current().pid(),
                options.issuer(),
                options.gatewayUrl(),
                options.bankUrl(),
                data.path().toString(),
                processes,
                addresses);
    }

    /** Ends everything, those who ask before those who are asked; removes what is temporary. */
    @Override
    public synchronized void close() {
        if (gateway != null) {
            gateway.close();
            gateway = null;
        }
        services.values().parallelStream().forEach(Program::stop);
        servers.values().parallelStream().forEach(Program::stop);
        data.close();
    }

    private Program part(String name) {
        Program part = servers.containsKey(name) ? servers.get(name) : services.get(name);
        if (part == null) {
            throw new IllegalArgumentException("no part of the platform: " + name);
        }
        return part;
    }
}
