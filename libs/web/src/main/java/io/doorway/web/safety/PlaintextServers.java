package io.doorway.web.safety;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigUtils;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/**
 * Warns in production of connections without TLS to Kafka, Redis and PostgreSQL on other machines. It does not stop the start, because the
 * network between the machines may be encrypted (docs/adr/0036-the-clients-address.md).
 */
@Singleton
class PlaintextServers {

    private static final Logger LOGGER = Logger.getLogger(PlaintextServers.class);
    private static final Pattern THIS_MACHINE = Pattern.compile("(localhost|127\\.\\d+\\.\\d+\\.\\d+|\\[::1])(:\\d+)?");
    private static final Pattern HOST = Pattern.compile("(?:[a-z:]+://)?(?:[^@/]*@)?(?<host>[^/?]+).*");
    private static final List<String> SSL_MODES = List.of("require", "verify-ca", "verify-full");

    private final Config config;

    PlaintextServers(Config config) {
        this.config = config;
    }

    void onStart(@Observes StartupEvent event) {
        if (Profiles.isProduction(ConfigUtils.getProfiles())) {
            properties()
                    .forEach(property -> LOGGER.warnf(
                            "%s: a connection without TLS to another machine; protect the network, or see docs/operate-tls.md",
                            property));
        }
    }

    /** The properties that name a server on another machine to which the connection has no TLS. */
    List<String> properties() {
        boolean kafka = value("kafka.security.protocol").orElse("PLAINTEXT").endsWith("PLAINTEXT");
        boolean reactive = !SSL_MODES.contains(
                value("quarkus.datasource.reactive.postgresql.ssl-mode").orElse("disable"));
        return Stream.of(
                        insecure("kafka.bootstrap.servers", kafka),
                        insecure(
                                "quarkus.redis.hosts",
                                value("quarkus.redis.hosts")
                                        .filter(hosts -> hosts.contains("redis://"))
                                        .isPresent()),
                        insecure("quarkus.datasource.reactive.url", reactive),
                        insecure(
                                "quarkus.datasource.jdbc.url",
                                value("quarkus.datasource.jdbc.url")
                                        .filter(url ->
                                                SSL_MODES.stream().noneMatch(mode -> url.contains("sslmode=" + mode)))
                                        .isPresent()))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<String> insecure(String property, boolean withoutTls) {
        return value(property)
                .filter(servers ->
                        withoutTls && !Arrays.stream(servers.split(",")).allMatch(PlaintextServers::isHere))
                .map(servers -> property);
    }

    private static boolean isHere(String server) {
        var host = HOST.matcher(server.strip());
        return host.matches() && THIS_MACHINE.matcher(host.group("host")).matches();
    }

    private Optional<String> value(String property) {
        return config.getOptionalValue(property, String.class);
    }
}
