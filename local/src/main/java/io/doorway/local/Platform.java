package io.doorway.local;

import static java.util.Objects.requireNonNull;

import io.doorway.local.Gateway.Endpoint;
import io.doorway.local.LocalCertificates.ServerCertificate;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.servers.DataDirectory;
import io.doorway.servers.InParallel;
import io.doorway.servers.KafkaServer;
import io.doorway.servers.ManagedProcess;
import io.doorway.servers.Ports;
import io.doorway.servers.PostgresServer;
import io.doorway.servers.RedisServer;
import io.doorway.servers.ShutdownTasks;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A running local platform: servers, services, demo bank and gateway. Its parts can be killed and started again by {@linkplain Parts name};
 * each keeps its address and its data. A service
 * may have several instances, which are parts with names of their own: {@code session-service-2}.
 */
public final class Platform implements AutoCloseable {

    private static final String WARM_UP = "warm-up";

    private final PlatformOptions options;
    private final StartCaches caches;
    private final DataDirectory data;
    private final PlatformKeys keys;
    private final Map<String, ManagedProcess> servers = new LinkedHashMap<>();
    private final List<Gateway> gateways = new ArrayList<>();
    private final @Nullable LocalCertificates certificates;
    private @Nullable Services services;

    /**
     * Starts all parts and returns when they are ready. If a part fails, the others are stopped; the data is kept for its logs.
     *
     * @throws LocalPlatformException if a port is in use or a part does not start
     */
    public static Platform start(PlatformOptions options) {
        return start(options, StartCaches.reading(options.home(), options.optimized()), ParallelStart.Progress.NONE);
    }

    /** The same for a platform that a person will start again. */
    static Platform start(PlatformOptions options, ParallelStart.Progress progress) {
        return start(options, StartCaches.writing(options.home(), options.optimized()), progress);
    }

    static Platform start(PlatformOptions options, StartCaches caches, ParallelStart.Progress progress) {
        requireFree(options.port(), "--port");
        requireFree(options.bankPort(), "--bank-port");
        Platform platform = new Platform(options, caches);
        try {
            platform.startAll(progress);
            return platform;
        } catch (RuntimeException e) {
            platform.data.keep();
            platform.close();
            throw e;
        }
    }

    private static void requireFree(int port, String option) {
        if (!Ports.isFree(port)) {
            throw new LocalPlatformException(
                    "port %d is in use: stop the program that listens on it, or choose another port with %s"
                            .formatted(port, option));
        }
    }

    private Platform(PlatformOptions options, StartCaches caches) {
        this.options = options;
        this.caches = caches;
        data = options.data() == null ? DataDirectory.temporary("up") : DataDirectory.kept(options.data());
        keys = PlatformKeys.in(data.path());
        certificates = options.lan() == null
                ? null
                : LocalCertificates.in(ProjectDirectory.cache(options.home()).resolve("lan"), InstantSource.system());
    }

    private void startAll(ParallelStart.Progress progress) {
        KafkaServer kafka = new KafkaServer(
                data.subdirectory(Parts.KAFKA), caches.options(JavaProgram.kafka(), JvmOptions.ofKafka(), true));
        RedisServer redis = new RedisServer(data.subdirectory(Parts.REDIS));
        PostgresServer postgres = new PostgresServer(data.subdirectory(Parts.POSTGRES));
        servers.put(Parts.KAFKA, kafka);
        servers.put(Parts.REDIS, redis);
        servers.put(Parts.POSTGRES, postgres);
        ParallelStart.start(servers, progress);

        List<Path> clients = new ArrayList<>(List.of(DemoData.clientsFile(data, options, keys)));
        if (options.clients() != null) {
            clients.add(options.clients());
        }
        ServiceDefinitions definitions = new ServiceDefinitions(options, keys, certificates, kafka, redis, postgres);
        Services all = new Services(definitions.all(clients), data, caches);
        services = all;
        ShutdownTasks.register(ShutdownTasks.Phase.STOP, this::close);
        startGateways(all.byService());
        all.start(options.replicas(), progress);
        descriptor().write(RunningPlatform.descriptorIn(data.path()));
    }

    /** On the loopback address, browsers reach the bank without a gateway. */
    private void startGateways(Map<String, ServiceInstances> instances) {
        URI issuer = URI.create(options.issuer());
        GatewayRoutes routes = new GatewayRoutes(instances);
        if (options.lan() == null || certificates == null) {
            Optional<Supplier<String>> invitations =
                    options.isIssuerLocal() ? Optional.of(this::enrolmentLink) : Optional.empty();
            gateways.add(Gateway.start(Endpoint.loopback(options.port()), issuer, routes::instancesFor, invitations));
        } else {
            String address = LanAddress.of(options.lan()).getHostAddress();
            List<ServerCertificate> issued = certificates.issue(options.lan());
            gateways.add(Gateway.start(
                    new Endpoint(address, options.port(), issued), issuer, routes::instancesFor, Optional.empty()));
            Optional<ServiceInstances> bank = Optional.of(requireNonNull(instances.get(Parts.BANK)));
            gateways.add(Gateway.start(
                    new Endpoint(address, options.bankPort(), issued),
                    URI.create(options.bankUrl()),
                    path -> bank,
                    Optional.empty()));
        }
        if (options.mtlsPort() != null) {
            gateways.add(mutualTlsGateway(options.mtlsPort(), routes));
        }
        gateways.getFirst().probe(instances.values());
    }

    /** Apart from the other ports, so that no browser asks a person for a certificate. */
    private Gateway mutualTlsGateway(int port, GatewayRoutes routes) {
        String host = options.mtlsHost();
        String address =
                options.lan() == null ? Ports.LOOPBACK : LanAddress.of(host).getHostAddress();
        return Gateway.start(
                new Endpoint(address, port, mutualTlsAuthority().issue(host), true),
                URI.create(String.valueOf(options.mtlsOrigin())),
                routes::instancesFor,
                Optional.empty());
    }

    private LocalCertificates mutualTlsAuthority() {
        return certificates == null
                ? LocalCertificates.in(data.subdirectory("mtls"), InstantSource.system())
                : certificates;
    }

    /** The address at which clients show certificates, with TLS of {@link #mutualTlsTrust}; null if there is none. */
    public @Nullable String mtlsOrigin() {
        return options.mtlsOrigin();
    }

    /** What a client of {@link #mtlsOrigin} trusts (PEM). */
    public Path mutualTlsTrust() {
        return mutualTlsAuthority().authorityFile();
    }

    /**
     * Uses the gateway, so that the first person does not wait for a new JVM.
     *
     * @throws LocalPlatformException if it does not answer
     */
    void warmUp(ParallelStart.Progress progress) {
        progress.starting(WARM_UP);
        Instant begin = Instant.now();
        try {
            new WarmUp(options).run();
        } catch (UncheckedIOException e) {
            throw new LocalPlatformException(
                    "the gateway does not answer: %s; logs: %s".formatted(e.getMessage(), data()), e);
        }
        progress.ready(WARM_UP, Duration.between(begin, Instant.now()));
    }

    /** Runs the task once, as soon as nobody has used the platform for this time. */
    void afterIdlePeriod(Duration period, Runnable task) {
        gateways.getFirst().afterIdlePeriod(period, task);
    }

    /** Kills a part, as a crash does. */
    public void kill(String name) {
        part(name).kill();
    }

    /** Stops a part in an orderly way, as SIGTERM does. */
    public void stop(String name) {
        part(name).stop();
    }

    /** Starts a part again and returns when it is ready; stops it first if it runs. */
    public void restart(String name) {
        ManagedProcess part = part(name);
        if (part.running()) {
            part.stop();
        }
        part.start();
        descriptor().write(RunningPlatform.descriptorIn(data.path()));
    }

    /**
     * A further instance of a service, not started, with the settings of the first one and these. The caller stops it. The gateway does
     * not use it.
     *
     * @param name one of {@link Parts#SERVICES}
     * @param settings configuration properties; they replace those of the platform
     * @param log the file of its log
     */
    public ManagedProcess furtherInstance(String name, Map<String, String> settings, Path log) {
        return services().further(name, settings, log);
    }

    /**
     * Starts or stops instances until each service has this many, and returns when they are ready. The first instance of a service is
     * {@code session-service}, the second one {@code session-service-2}.
     */
    public void scale(int replicas) {
        services().scale(replicas);
        descriptor().write(RunningPlatform.descriptorIn(data.path()));
    }

    /** The id of the part's process. */
    public long pid(String name) {
        return part(name).pid();
    }

    /** {@code host:port} of a part, for requests that bypass the gateway. */
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

    /** The certificate authority that browsers and phones have to trust; null if only this machine reaches the platform. */
    @Nullable
    LocalCertificates certificates() {
        return certificates;
    }

    /** The directory of data and logs: the log of a part is {@code NAME/NAME.log}. */
    public Path data() {
        return data.path();
    }

    /**
     * A JWT of the operator.
     *
     * @param role {@code enrolment} or {@code security}
     */
    public String operatorToken(String role) {
        return descriptor().operatorToken(role);
    }

    /** A one-time link that enrols a phone for the demo account. */
    public String enrolmentLink() {
        return descriptor().enrolmentLink(new AccountId(DemoData.ACCOUNT));
    }

    /** The descriptor with which other programs find this platform. */
    public RunningPlatform descriptor() {
        Map<String, Long> processes = new LinkedHashMap<>();
        Map<String, String> addresses = new LinkedHashMap<>();
        servers.forEach((name, part) -> addresses.put(name, part.address()));
        services().processes().forEach((name, part) -> addresses.put(name, part.address()));
        addresses.keySet().stream()
                .filter(name -> part(name).running())
                .forEach(name -> processes.put(name, part(name).pid()));
        return new RunningPlatform(
                ProcessHandle.current().pid(),
                options.issuer(),
                options.gatewayUrl(),
                options.bankUrl(),
                certificates == null ? null : certificates.authorityFile().toString(),
                data.path().toString(),
                options.optimized(),
                processes,
                addresses);
    }

    /** Stops all parts, clients before the servers that they use, and removes temporary data. */
    @Override
    public synchronized void close() {
        gateways.forEach(Gateway::close);
        gateways.clear();
        if (services != null) {
            services.stop();
        }
        InParallel.forEach(servers.values(), ManagedProcess::stop);
        data.close();
    }

    private Services services() {
        return requireNonNull(services, "not started");
    }

    private ManagedProcess part(String name) {
        ManagedProcess part =
                servers.containsKey(name) ? servers.get(name) : services().process(name);
        if (part == null) {
            throw new IllegalArgumentException("unknown part of the platform: " + name);
        }
        return part;
    }

    /** The names of the parts of the platform, in commands, logs and tests. */
    public static final class Parts {

        public static final String KAFKA = "kafka";
        public static final String REDIS = "redis";
        public static final String POSTGRES = "postgres";
        public static final String CHALLENGE = "challenge-service";
        public static final String APPROVAL = "approval-service";
        public static final String SESSION = "session-service";
        public static final String AUDIT = "audit-service";
        public static final String BANK = "demo-bank";

        /** The services, which have several instances if that is asked for. */
        public static final List<String> SERVICES = List.of(CHALLENGE, APPROVAL, SESSION, AUDIT);

        private Parts() {}
    }
}
