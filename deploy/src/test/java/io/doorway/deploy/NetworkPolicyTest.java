package io.doorway.deploy;

import static io.doorway.deploy.Manifests.SERVICES;
import static io.doorway.deploy.Manifests.elements;
import static io.doorway.deploy.Manifests.find;
import static io.doorway.deploy.Manifests.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pods connect to each other along the edges of the architecture, at the ports of their settings, and at no others. */
class NetworkPolicyTest {

    /** What servers need among themselves: Strimzi's brokers, and replication and state of CloudNativePG's instances. */
    private static final Set<String> AMONG_SERVERS = Set.of(
            "kafka -> kafka:9090", "kafka -> kafka:9091", "postgres -> postgres:5432", "postgres -> postgres:8000");

    /** The port of its Service, and the port where the server itself usually listens. */
    private static final List<Integer> API_SERVER = List.of(443, 6443);

    private static final Set<String> AMONG_REPLICAS_OF_REDIS = Set.of("redis -> redis:6379", "redis -> redis:26379");

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
    void theConnectionsAreThoseOfTheSettings(Manifests.Source source) {
        List<JsonNode> objects = source.objects();
        Set<String> expected = new ConfiguredServers(objects).connections();
        expected.addAll(AMONG_SERVERS);
        if (source.name().equals("production")) {
            expected.addAll(AMONG_REPLICAS_OF_REDIS);
        }

        assertThat(new NetworkPolicies(objects).connections()).containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest
    @MethodSource("io.doorway.deploy.Manifests#everySource")
    void fromOtherNamespacesOnlyTheGatewayAndPrometheusReachAService(Manifests.Source source) {
        List<JsonNode> objects = source.objects();

        assertThat(SERVICES).allSatisfy(service -> {
            JsonNode container =
                    PodRulesTest.pod(find(objects, "Deployment", service)).at("/containers/0");
            int port = container.at("/ports/0/containerPort").asInt();
            Set<String> peers = new TreeSet<>();
            for (JsonNode policy : new NetworkPolicies(objects).selecting(service)) {
                elements(policy.at("/spec/ingress"))
                        .forEach(rule ->
                                peers(rule).forEach(peer -> peers.add(peer + " at " + NetworkPolicies.ports(rule))));
            }
            assertThat(peers).containsExactly("gateway at [" + port + "]", "monitoring at [" + port + "]");
        });
    }

    /** Brokers read their certificates there, and instances of PostgreSQL their Cluster. The address of an API server is not known here. */
    @ParameterizedTest
    @MethodSource("io.doorway.deploy.Manifests#everySource")
    void onlyThePodsOfOperatorsReachTheApiServer(Manifests.Source source) {
        NetworkPolicies policies = new NetworkPolicies(source.objects());

        assertThat(NetworkPolicies.parts()
                        .filter(part -> policies.selecting(part).stream()
                                .flatMap(policy -> elements(policy.at("/spec/egress")))
                                .anyMatch(rule -> !rule.has("to")
                                        && NetworkPolicies.ports(rule).equals(API_SERVER))))
                .containsExactlyInAnyOrder("kafka", "postgres");
    }

    /** The namespaces from which a rule accepts connections, by their label. */
    private static Stream<String> peers(JsonNode rule) {
        return rule.has("from")
                ? elements(rule.path("from"))
                        .map(peer -> peer.at("/namespaceSelector/matchLabels/doorway-role")
                                .asText("any pod of this namespace"))
                : Stream.of("anyone");
    }
}
