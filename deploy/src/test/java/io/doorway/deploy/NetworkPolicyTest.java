package io.doorway.deploy;

import static io.doorway.deploy.Manifests.SERVICES;
import static io.doorway.deploy.Manifests.elements;
import static io.doorway.deploy.Manifests.find;
import static io.doorway.deploy.Manifests.ofKind;
import static io.doorway.deploy.Manifests.read;
import static io.doorway.deploy.Manifests.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pods reach each other along the edges of the architecture, and no others. */
class NetworkPolicyTest {

    private static final String NAME = "app.kubernetes.io/name";

    /** The labels of the pods of each part; those of Kafka and PostgreSQL are set by their operators. */
    private static final Map<String, Map<String, String>> PODS = Map.of(
            "challenge-service", Map.of(NAME, "challenge-service"),
            "approval-service", Map.of(NAME, "approval-service"),
            "session-service", Map.of(NAME, "session-service"),
            "audit-service", Map.of(NAME, "audit-service"),
            "approval-service-migration", Map.of(NAME, "approval-service-migration"),
            "session-service-migration", Map.of(NAME, "session-service-migration"),
            "audit-service-migration", Map.of(NAME, "audit-service-migration"),
            "redis", Map.of(NAME, "redis"),
            "postgres", Map.of("cnpg.io/cluster", "doorway-postgres"),
            "kafka", Map.of("strimzi.io/cluster", "doorway", "strimzi.io/name", "doorway-kafka"));

    /** What a service connects to, by the dependency that has the client. */
    private static final Map<String, List<String>> CLIENTS = Map.of(
            "doorway-login", List.of("kafka", "redis"),
            "quarkus-messaging-kafka", List.of("kafka"),
            "quarkus-reactive-pg-client", List.of("postgres"));

    @ParameterizedTest
    @MethodSource("io.doorway.deploy.Manifests#everySource")
    void whatNoPolicyAllowsIsDenied(Manifests.Source source) {
        JsonNode policy =
                find(source.objects(), "NetworkPolicy", "default-deny").path("spec");

        assertThat(policy.path("podSelector").isEmpty()).isTrue();
        assertThat(texts(policy.path("policyTypes"))).containsExactlyInAnyOrder("Ingress", "Egress");
        assertThat(policy.has("ingress") || policy.has("egress")).isFalse();
    }

    @ParameterizedTest
    @MethodSource("io.doorway.deploy.Manifests#overlays")
    void theEdgesAreThoseOfTheArchitecture(Manifests.Source source) {
        assertThat(edges(source.objects()))
                .containsExactlyInAnyOrderElementsOf(expected(source.name().equals("production")));
    }

    @ParameterizedTest
    @MethodSource("io.doorway.deploy.Manifests#everySource")
    void fromOtherNamespacesOnlyTheGatewayAndPrometheusReachAService(Manifests.Source source) {
        Set<String> namespaces = new TreeSet<>();
        for (JsonNode policy : selecting(source.objects(), "session-service")) {
            elements(policy.at("/spec/ingress"))
                    .flatMap(rule -> elements(rule.path("from")))
                    .forEach(peer -> namespaces.add(peer.at("/namespaceSelector/matchLabels/doorway-role")
                            .asText("any pod of this namespace")));
        }

        assertThat(namespaces).containsExactly("gateway", "monitoring");
    }

    /** By the dependencies of each service, and what the servers need among themselves. */
    private static Set<String> expected(boolean replicated) {
        Set<String> edges = new TreeSet<>(Set.of(
                "approval-service-migration -> postgres",
                "session-service-migration -> postgres",
                "audit-service-migration -> postgres",
                "kafka -> kafka",
                "postgres -> postgres"));
        if (replicated) {
            edges.add("redis -> redis");
        }
        for (String service : SERVICES) {
            String pom = read(Path.of("..", service, "pom.xml"));
            CLIENTS.forEach((dependency, servers) -> {
                if (pom.contains("<artifactId>" + dependency + "</artifactId>")) {
                    servers.forEach(server -> edges.add(service + " -> " + server));
                }
            });
        }
        return edges;
    }

    /** An edge exists if the one side may send and the other may receive. */
    private static Set<String> edges(List<JsonNode> objects) {
        Set<String> edges = new TreeSet<>();
        for (String from : PODS.keySet()) {
            for (String to : PODS.keySet()) {
                if (sends(objects, from, to) && receives(objects, from, to)) {
                    edges.add(from + " -> " + to);
                }
            }
        }
        return edges;
    }

    private static boolean sends(List<JsonNode> objects, String from, String to) {
        return selecting(objects, from).stream()
                .flatMap(policy -> elements(policy.at("/spec/egress")))
                .flatMap(rule -> elements(rule.path("to")))
                .anyMatch(peer -> isPod(peer, to));
    }

    /** The policies for the brokers are made by the operator, from the peers of the listener, and for the brokers among themselves. */
    private static boolean receives(List<JsonNode> objects, String from, String to) {
        if (to.equals("kafka")) {
            JsonNode listener = find(objects, "Kafka", "doorway").at("/spec/kafka/listeners/0");
            return from.equals("kafka")
                    || elements(listener.path("networkPolicyPeers")).anyMatch(peer -> isPod(peer, from));
        }
        return selecting(objects, to).stream()
                .flatMap(policy -> elements(policy.at("/spec/ingress")))
                .flatMap(rule -> rule.has("from") ? elements(rule.path("from")) : Stream.of(rule))
                .anyMatch(peer -> isPod(peer, from));
    }

    private static List<JsonNode> selecting(List<JsonNode> objects, String part) {
        return ofKind(objects, "NetworkPolicy").stream()
                .filter(policy -> matches(policy.at("/spec/podSelector"), part))
                .toList();
    }

    private static boolean isPod(JsonNode peer, String part) {
        return peer.has("podSelector") && !peer.has("namespaceSelector") && matches(peer.path("podSelector"), part);
    }

    private static boolean matches(JsonNode selector, String part) {
        Map<String, String> labels = PODS.get(part);
        boolean byLabel = selector.path("matchLabels").properties().stream()
                .allMatch(label -> label.getValue().asText().equals(labels.get(label.getKey())));
        boolean byExpression = elements(selector.path("matchExpressions"))
                .peek(expression ->
                        assertThat(expression.path("operator").asText()).isEqualTo("In"))
                .allMatch(expression -> texts(expression.path("values"))
                        .contains(labels.getOrDefault(expression.path("key").asText(), "")));
        return byLabel && byExpression;
    }
}
