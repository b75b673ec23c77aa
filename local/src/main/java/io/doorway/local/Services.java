package io.doorway.local;

import io.doorway.testkit.servers.KafkaServer;
import io.doorway.testkit.servers.Ports;
import io.doorway.testkit.servers.PostgresServer;
import io.doorway.testkit.servers.RedisServer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The four services and the demo bank: what each is told about the rest of the platform. */
final class Services {

    private static final String READY = "/internal/health/ready";

    /** Whoever uses a local platform, a test or a benchmark with thousands of people, comes from 127.0.0.1. */
    private static final String ALL_FROM_ONE_ADDRESS = "1000";

    private static final String ALL_SOCKETS = "100000";
    private static final String ALL_REFUSALS = "100000";

    private final PlatformOptions options;
    private final PlatformKeys keys;
    private final KafkaServer kafka;
    private final RedisServer redis;
    private final PostgresServer postgres;

    Services(
            PlatformOptions options, PlatformKeys keys, KafkaServer kafka, RedisServer redis, PostgresServer postgres) {
        this.options = options;
        this.keys = keys;
        this.kafka = kafka;
        this.redis = redis;
        this.postgres = postgres;
    }

    /** @param clients the relying parties' YAML files */
    List<Service> all(List<Path> clients) {
        Map<String, String> ticket = Map.of("doorway.ticket.key", keys.ticketKey());
        Map<String, String> operator = Map.of(
                "mp.jwt.verify.publickey.location",
                keys.operatorPublicKeys().toUri().toString());
        // So that a payment can be tried with a phone that was enrolled a minute ago.
        Map<String, String> noCoolingOff = Map.of("doorway.enrolment.cooling-off", "PT0S");
        Map<String, String> provider = Map.of(
                "doorway.clients",
                clients.stream().map(file -> file.toAbsolutePath().toString()).collect(Collectors.joining(",")),
                "doorway.signing-keys",
                keys.signingKeys().toString(),
                "doorway.pairwise-salt",
                keys.pairwiseSalt(),
                "doorway.watch.per-address",
                ALL_SOCKETS);
        return List.of(
                service(Names.CHALLENGE, ticket),
                service(Names.APPROVAL, operator, noCoolingOff),
                service(Names.SESSION, ticket, provider),
                service(Names.AUDIT, operator),
                bank());
    }

    @SafeVarargs
    private Service service(String name, Map<String, String>... own) {
        int port = Ports.free();
        Map<String, String> settings = new HashMap<>(common(port));
        for (Map<String, String> more : own) {
            settings.putAll(more);
        }
        return new Service(name, jar(name), port, READY, settings);
    }

    /** A profile of its own: production would refuse our keys, and a test's settings are for tests. */
    private Map<String, String> common(int port) {
        return Map.ofEntries(
                Map.entry("quarkus.profile", "local"),
                Map.entry("quarkus.http.host", Ports.LOOPBACK),
                Map.entry("quarkus.http.port", Integer.toString(port)),
                Map.entry("doorway.issuer", options.issuer()),
                Map.entry("doorway.limits.factor", ALL_FROM_ONE_ADDRESS),
                Map.entry("doorway.refusals.per-minute", ALL_REFUSALS),
                Map.entry("kafka.bootstrap.servers", kafka.address()),
                Map.entry("quarkus.redis.hosts", redis.url()),
                Map.entry("quarkus.datasource.jdbc.url", postgres.jdbcUrl()),
                Map.entry("quarkus.datasource.reactive.url", postgres.url()),
                Map.entry("quarkus.datasource.username", PostgresServer.USER),
                Map.entry("quarkus.datasource.password", PostgresServer.PASSWORD));
    }

    /** Knows Doorway by its public address alone, as any relying party does, and waits until it answers there. */
    private Service bank() {
        return new Service(
                Names.BANK,
                jar("local/" + Names.BANK),
                options.bankPort(),
                "/q/health/ready",
                Map.of(
                        "quarkus.http.host", Ports.LOOPBACK,
                        "quarkus.http.port", Integer.toString(options.bankPort()),
                        "quarkus.oidc.auth-server-url", options.issuer(),
                        "quarkus.oidc.connection-delay", "60S",
                        "quarkus.oidc.credentials.secret", keys.bankSecret()));
    }

    private Path jar(String module) {
        return options.home().resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
    }
}
