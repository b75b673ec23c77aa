package io.doorway.deploy;

import static io.doorway.deploy.Manifests.elements;
import static io.doorway.deploy.Manifests.find;
import static io.doorway.deploy.Manifests.ofKind;
import static io.doorway.deploy.Manifests.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What the policies of a namespace allow between its pods, each connection as {@code from -> to:port}. */
final class NetworkPolicies {

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

    /** A port that no policy names: a rule that allows it allows every port. */
    private static final int ANY_OTHER_PORT = 1;

    /** Where brokers accept each other, in the policies that Strimzi makes. */
    private static final Set<Integer> BETWEEN_BROKERS = Set.of(9090, 9091);

    private final List<JsonNode> objects;

    NetworkPolicies(List<JsonNode> objects) {
        this.objects = objects;
    }

    /** The parts whose pods policies select. */
    static Stream<String> parts() {
        return PODS.keySet().stream();
    }

    /** The connections that the one side may open and the other may accept. */
    Set<String> connections() {
        Set<String> connections = new TreeSet<>();
        for (String from : PODS.keySet()) {
            for (String to : PODS.keySet()) {
                for (int port : ports()) {
                    if (sends(from, to, port) && receives(from, to, port)) {
                        connections.add(from + " -> " + to + ":" + (port == ANY_OTHER_PORT ? "any" : port));
                    }
                }
            }
        }
        return connections;
    }

    /** The policies that apply to the pods of a part. */
    List<JsonNode> selecting(String part) {
        return ofKind(objects, "NetworkPolicy").stream()
                .filter(policy -> matches(policy.at("/spec/podSelector"), part))
                .toList();
    }

    /** The ports that a rule of a policy lists; without a list, it allows every port. */
    static List<Integer> ports(JsonNode rule) {
        assertThat(elements(rule.path("ports")))
                .allMatch(port -> port.path("protocol").asText().equals("TCP")
                        || port.path("port").asInt() == 53)
                .allMatch(port -> port.path("port").isInt() && !port.has("endPort"));
        return elements(rule.path("ports"))
                .map(port -> port.path("port").asInt())
                .toList();
    }

    private Set<Integer> ports() {
        Set<Integer> ports = new TreeSet<>(BETWEEN_BROKERS);
        ports.add(ANY_OTHER_PORT);
        ports.add(listener().path("port").asInt());
        ofKind(objects, "NetworkPolicy").stream()
                .flatMap(policy -> Stream.of("ingress", "egress")
                        .flatMap(way -> elements(policy.path("spec").path(way))))
                .forEach(rule -> ports.addAll(ports(rule)));
        return ports;
    }

    private boolean sends(String from, String to, int port) {
        return selecting(from).stream()
                .flatMap(policy -> elements(policy.at("/spec/egress")))
                .anyMatch(rule -> allows(rule, "to", to, port));
    }

    /** The policies for the brokers are made by the operator, from the peers of the listener, and for the brokers among themselves. */
    private boolean receives(String from, String to, int port) {
        if (to.equals("kafka")) {
            return from.equals("kafka")
                    ? BETWEEN_BROKERS.contains(port)
                    : port == listener().path("port").asInt()
                            && elements(listener().path("networkPolicyPeers")).anyMatch(peer -> isPod(peer, from));
        }
        return selecting(to).stream()
                .flatMap(policy -> elements(policy.at("/spec/ingress")))
                .anyMatch(rule -> allows(rule, "from", from, port));
    }

    private JsonNode listener() {
        return find(objects, "Kafka", "doorway").at("/spec/kafka/listeners/0");
    }

    /** A rule without peers allows every peer, one without ports every port. */
    private static boolean allows(JsonNode rule, String way, String part, int port) {
        boolean byPeer = !rule.has(way) || elements(rule.path(way)).anyMatch(peer -> isPod(peer, part));
        return byPeer && (!rule.has("ports") || ports(rule).contains(port));
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
