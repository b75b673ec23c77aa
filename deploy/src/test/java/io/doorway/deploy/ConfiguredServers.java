package io.doorway.deploy;

import static io.doorway.deploy.Manifests.SERVICES;
import static io.doorway.deploy.Manifests.elements;
import static io.doorway.deploy.Manifests.find;
import static io.doorway.deploy.Manifests.name;
import static io.doorway.deploy.Manifests.ofKind;
import static io.doorway.deploy.Manifests.read;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The servers to which the programs of an overlay connect, each connection as {@code from -> to:port}: which ones by the dependencies of a
 * program, the ports by its settings.
 */
final class ConfiguredServers {

    private static final String POSTGRES = "postgres";

    /** What a service connects to, by the dependency that has the client. */
    private static final Map<String, List<String>> CLIENTS = Map.of(
            "doorway-login", List.of("kafka", "redis"),
            "quarkus-messaging-kafka", List.of("kafka"),
            "quarkus-reactive-pg-client", List.of(POSTGRES));

    /** The properties with the addresses of a server. */
    private static final Map<String, List<String>> ADDRESSES = Map.of(
            "kafka",
            List.of("kafka.bootstrap.servers"),
            "redis",
            List.of("quarkus.redis.hosts"),
            POSTGRES,
            List.of("QUARKUS_DATASOURCE_REACTIVE_URL", "QUARKUS_DATASOURCE_JDBC_URL"));

    private static final Pattern PORT = Pattern.compile("[a-z0-9.-]+:(\\d+)(?=[/,]|$)");

    /** The port of the primary, whose address the sentinels give to a client. */
    private static final Pattern PRIMARY = Pattern.compile("(?m)^sentinel monitor \\S+ \\S+ (\\d+) ");

    private final List<JsonNode> objects;

    ConfiguredServers(List<JsonNode> objects) {
        this.objects = objects;
    }

    /** The connections of the services and of the Jobs that migrate. */
    Set<String> connections() {
        Set<String> connections = new TreeSet<>();
        for (String service : SERVICES) {
            String pom = read(Path.of("..", service, "pom.xml"));
            CLIENTS.forEach((dependency, servers) -> {
                if (pom.contains("<artifactId>" + dependency + "</artifactId>")) {
                    servers.forEach(
                            server -> connections.addAll(of(find(objects, "Deployment", service), service, server)));
                }
            });
        }
        ofKind(objects, "Job").forEach(job -> connections.addAll(of(job, name(job), POSTGRES)));
        return connections;
    }

    private Set<String> of(JsonNode workload, String program, String server) {
        Map<String, String> settings = settings(workload);
        Set<String> connections = new TreeSet<>();
        for (String property : ADDRESSES.get(server)) {
            assertThat(settings).as(program).containsKey(property);
            connections.addAll(ports(PORT, settings.get(property)));
        }
        if (server.equals("redis") && "sentinel".equals(settings.get("quarkus.redis.client-type"))) {
            connections.addAll(ports(
                    PRIMARY, configMap("redis-config").path("sentinel.conf").asText()));
        }
        assertThat(connections).as("ports of %s for %s", server, program).isNotEmpty();
        return new TreeSet<>(connections.stream()
                .map(port -> program + " -> " + server + ":" + port)
                .toList());
    }

    private static List<String> ports(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
    }

    /** The properties of the files that a program reads, and the variables of its container. */
    private Map<String, String> settings(JsonNode workload) {
        Map<String, String> settings = new HashMap<>();
        elements(PodRulesTest.pod(workload).at("/containers/0/env"))
                .forEach(variable -> settings.put(
                        variable.path("name").asText(), variable.path("value").asText()));
        for (String file : settings.get("QUARKUS_CONFIG_LOCATIONS").split(",")) {
            String text = configMap("doorway-settings")
                    .path(Path.of(file).getFileName().toString())
                    .asText();
            assertThat(text).as(file).isNotEmpty();
            Properties properties = new Properties();
            try {
                properties.load(new StringReader(text));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            properties.stringPropertyNames().forEach(name -> settings.put(name, properties.getProperty(name)));
        }
        return settings;
    }

    /** The data of a ConfigMap that kustomize makes, whose name ends with a digest. */
    private JsonNode configMap(String prefix) {
        return ofKind(objects, "ConfigMap").stream()
                .filter(map -> name(map).startsWith(prefix + "-"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no ConfigMap " + prefix))
                .path("data");
    }
}
