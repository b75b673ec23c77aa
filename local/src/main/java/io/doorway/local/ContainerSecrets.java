package io.doorway.local;

import io.doorway.clients.file.PrivateFiles;
import io.doorway.local.LocalCertificates.ServerCertificate;
import io.doorway.local.Platform.Parts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The secrets of the platform in containers: one directory for each part, a volume that only this part mounts. The directory {@code keys}
 * keeps what they are made from, and the operator's key.
 */
final class ContainerSecrets {

    /** The host names of the gateway: for browsers, and for other containers. */
    private static final String[] GATEWAY_HOSTS = {"localhost", "gateway.internal"};

    private static final List<String> SERVICES = List.of(Parts.CHALLENGE, Parts.APPROVAL, Parts.SESSION, Parts.AUDIT);

    private static final String READABLE_BY_THE_SERVER = "r--r--r--";

    private final Path directory;
    private final PlatformKeys keys;
    private final LocalCertificates certificates;

    private ContainerSecrets(Path directory, InstantSource clock) {
        this.directory = directory;
        keys = PlatformKeys.in(directory.resolve("keys"));
        certificates = LocalCertificates.in(directory.resolve("keys/authority"), clock);
    }

    /** The secrets in this directory. */
    static ContainerSecrets in(Path directory, InstantSource clock) {
        return new ContainerSecrets(directory, clock);
    }

    /**
     * Writes what each part reads. Keys and passwords that exist are kept; the gateway's certificate is always a new one.
     *
     * @param bank the public address of the demo bank
     */
    void write(String bank) {
        for (String service : SERVICES) {
            write(service, "event-keys.jwks", PrivateFiles.read(keys.eventKeys(service)));
        }
        copy(keys.operatorPublicKeys(), "approval-service", "session-service", "audit-service");
        copy(keys.signingKeys(), "session-service");
        copy(certificates.authorityFile(), "demo-bank");
        write("session-service", "clients.yaml", DemoData.clients(bank, "unknown", keys.bankSecret()));

        Map<String, String> ticket = Map.of("doorway.ticket.key", keys.ticketKey());
        Map<String, String> redis = Map.of("quarkus.redis.password", keys.password("redis"));
        settings("challenge-service", ticket, redis);
        settings("approval-service", redis, database("approval"));
        settings(
                "session-service",
                ticket,
                redis,
                database("session"),
                Map.of(
                        "doorway.pairwise-salt", keys.pairwiseSalt(),
                        "doorway.registration.key", keys.registrationKey()));
        settings("audit-service", database("audit"));
        settings("demo-bank", Map.of("quarkus.oidc.credentials.secret", keys.bankSecret()));

        ServerCertificate certificate = certificates.issue(GATEWAY_HOSTS).getFirst();
        write("gateway", "chain.pem", certificate.chain());
        write("gateway", "key.pem", certificate.key());
        PrivateFiles.directory(directory.resolve("gateway/keys"));
        copy(keys.operatorKeyFile(), "gateway/keys");
        writeForServers();
    }

    /** The servers run as users of their own images. */
    private void writeForServers() {
        serverFile("redis", "password", keys.password("redis"));
        serverFile("redis", "redis.conf", """
                # Every write is in the append-only file before it is answered, and no key is evicted.
                bind 0.0.0.0
                requirepass %s
                dir /data
                appendonly yes
                appendfsync always
                save ""
                maxmemory-policy noeviction
                """.formatted(keys.password("redis")));
        serverFile("postgres", "password", keys.password("postgres"));
        serverFile("postgres", "users.sql", """
                CREATE ROLE approval LOGIN PASSWORD '%s';
                CREATE ROLE audit LOGIN PASSWORD '%s';
                CREATE ROLE session LOGIN PASSWORD '%s';
                GRANT CREATE ON DATABASE postgres TO approval, audit, session;
                """.formatted(
                        keys.password("approval"), keys.password("audit"), keys.password("session")));
        serverFile("grafana", "password", keys.password("grafana"));
    }

    private Map<String, String> database(String user) {
        return Map.of("quarkus.datasource.password", keys.password(user));
    }

    @SafeVarargs
    private void settings(String part, Map<String, String>... settings) {
        Map<String, String> all = new TreeMap<>();
        for (Map<String, String> some : settings) {
            all.putAll(some);
        }
        write(
                part,
                "secrets.properties",
                all.entrySet().stream()
                        .map(setting -> setting.getKey() + "=" + setting.getValue() + "\n")
                        .collect(Collectors.joining()));
    }

    private void copy(Path file, String... parts) {
        for (String part : parts) {
            write(part, file.getFileName().toString(), PrivateFiles.read(file));
        }
    }

    private Path write(String part, String name, String content) {
        return PrivateFiles.write(directory.resolve(part).resolve(name), content);
    }

    private void serverFile(String server, String name, String content) {
        try {
            Path file = write(server, name, content);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(READABLE_BY_THE_SERVER));
            Files.setPosixFilePermissions(directory.resolve(server), PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
