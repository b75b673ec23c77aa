package io.doorway.local;

import io.doorway.local.Platform.Parts;
import io.doorway.servers.KafkaServer;
import io.doorway.servers.Ports;
import io.doorway.servers.PostgresServer;
import io.doorway.servers.RedisServer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The four services and the demo bank, each with the configuration for this platform. */
final class ServiceDefinitions {

    /** Answers 200 when a service is ready. */
    static final String READY = "/internal/health/ready";

    /** In half of it, the gateway notices that an instance is not ready. */
    private static final String SHUTDOWN_DELAY = "2S";

    /**
     * Each service has one connection per event loop, so that a call to Redis or PostgreSQL that finds others waiting is written together
     * with them. The default, two per processor, is for a service that has the machine to itself; here four share it.
     */
    private static final int EVENT_LOOPS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    private final PlatformOptions options;
    private final PlatformKeys keys;
    private final @Nullable LocalCertificates certificates;
    private final KafkaServer kafka;
    private final RedisServer redis;
    private final PostgresServer postgres;

    ServiceDefinitions(
            PlatformOptions options,
            PlatformKeys keys,
            @Nullable LocalCertificates certificates,
            KafkaServer kafka,
            RedisServer redis,
            PostgresServer postgres) {
        this.options = options;
        this.keys = keys;
        this.certificates = certificates;
        this.kafka = kafka;
        this.redis = redis;
        this.postgres = postgres;
    }

    /**
     * All definitions.
     *
     * @param clients YAML files with relying parties
     */
    List<ServiceDefinition> all(List<Path> clients) {
        Map<String, String> ticket = Map.of("doorway.ticket.key", keys.ticketKey());
        Map<String, String> operator = Map.of(
                "mp.jwt.verify.publickey.location",
                keys.operatorPublicKeys().toUri().toString());
        Map<String, String> provider = Map.of(
                "doorway.clients",
                clients.stream().map(file -> file.toAbsolutePath().toString()).collect(Collectors.joining(",")),
                "doorway.signing-keys",
                keys.signingKeys().toString(),
                "doorway.pairwise-salt",
                keys.pairwiseSalt(),
                "doorway.registration.key",
                keys.registrationKey());
        Map<String, String> localPhone =
                options.isIssuerLocal() ? Map.of("doorway.page.local-phone", LocalInvitation.PATH) : Map.of();
        Map<String, String> mutualTls =
                options.mtlsOrigin() == null ? Map.of() : Map.of("doorway.mutual-tls.origin", options.mtlsOrigin());
        return List.of(
                service(Parts.CHALLENGE, ticket),
                service(Parts.APPROVAL, operator),
                service(Parts.SESSION, ticket, operator, provider, localPhone, mutualTls),
                service(Parts.AUDIT, operator),
                bank());
    }

    @SafeVarargs
    private ServiceDefinition service(String name, Map<String, String>... additional) {
        int port = Ports.free();
        Map<String, String> settings = new HashMap<>(common(name, port));
        settings.putAll(TrialSettings.of(name, System.getenv()));
        for (Map<String, String> more : additional) {
            settings.putAll(more);
        }
        return ServiceDefinition.first(name, jar(name), port, READY, settings);
    }

    private Map<String, String> common(String name, int port) {
        return Map.ofEntries(
                Map.entry("quarkus.http.host", Ports.LOOPBACK),
                Map.entry("quarkus.http.port", Integer.toString(port)),
                Map.entry("quarkus.vertx.event-loops-pool-size", Integer.toString(EVENT_LOOPS)),
                Map.entry("quarkus.shutdown.delay", SHUTDOWN_DELAY),
                Map.entry("quarkus.shutdown.timeout", SHUTDOWN_DELAY),
                Map.entry("doorway.issuer", options.issuer()),
                Map.entry("doorway.event-keys", keys.eventKeys(name).toString()),
                Map.entry("kafka.bootstrap.servers", kafka.address()),
                Map.entry("quarkus.redis.hosts", redis.url()),
                Map.entry("quarkus.datasource.jdbc.url", postgres.jdbcUrl()),
                Map.entry("quarkus.datasource.reactive.url", postgres.url()),
                Map.entry("quarkus.datasource.username", PostgresServer.USER),
                Map.entry("quarkus.datasource.password", PostgresServer.PASSWORD));
    }

    /** The demo bank knows only the issuer, like every relying party, and waits until the provider is available there. */
    private ServiceDefinition bank() {
        int port = certificates == null ? options.bankPort() : Ports.free();
        Map<String, String> settings = new HashMap<>(Map.of(
                "quarkus.http.host", Ports.LOOPBACK,
                "quarkus.http.port", Integer.toString(port),
                "quarkus.oidc.auth-server-url", options.issuer(),
                "quarkus.oidc.connection-delay", "60S",
                "quarkus.oidc.credentials.secret", keys.bankSecret()));
        if (certificates != null) {
            settings.put("quarkus.profile", "lan");
            settings.put(
                    "quarkus.tls.issuer.trust-store.pem.certs",
                    certificates.authorityFile().toString());
        }
        return ServiceDefinition.first(Parts.BANK, jar(Parts.BANK), port, "/q/health/ready", settings);
    }

    /** The program of a service or of the demo bank, as Maven has built it. */
    static JavaProgram program(Path home, String name) {
        return JavaProgram.quarkus(name, jar(home, name));
    }

    private Path jar(String name) {
        return jar(options.home(), name);
    }

    private static Path jar(Path home, String name) {
        String module = name.equals(Parts.BANK) ? "local/" + name : name;
        return home.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
    }
}
