package io.doorway.deploy;

import static io.doorway.deploy.Manifests.SERVICES;
import static io.doorway.deploy.Manifests.elements;
import static io.doorway.deploy.Manifests.find;
import static io.doorway.deploy.Manifests.name;
import static io.doorway.deploy.Manifests.ofKind;
import static io.doorway.deploy.Manifests.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules that every pod of our own follows: Pod Security "restricted" and more. Pods of the operators are not ours. */
class PodRulesTest {

    private static final String[] WORKLOADS = {"Deployment", "StatefulSet", "Job"};

    /** An image that kustomize gives its version, or any image with a tag that is not {@code latest}. */
    private static final String UNTAGGED = "doorway/[a-z-]+";

    private static final String TAGGED = "[a-z0-9./-]+:(?!latest)[A-Za-z0-9._-]+";

    @ParameterizedTest
    @MethodSource("io.doorway.deploy.Manifests#everySource")
    void podsAreRestricted(Manifests.Source source) {
        assertThat(ofKind(source.objects(), WORKLOADS)).hasSizeGreaterThan(4).allSatisfy(workload -> {
            JsonNode pod = pod(workload);
            assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
            assertThat(pod.path("enableServiceLinks").asBoolean(true)).isFalse();
            assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
            assertThat(pod.at("/securityContext/runAsUser").asInt()).isPositive();
            assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
            assertThat(List.of("hostNetwork", "hostPID", "hostIPC"))
                    .allSatisfy(host -> assertThat(pod.has(host)).as(host).isFalse());
            assertThat(elements(pod.path("volumes")))
                    .allSatisfy(volume -> assertThat(volume.fieldNames())
                            .toIterable()
                            .containsAnyOf("emptyDir", "configMap", "secret"));
        });
    }

    @ParameterizedTest
    @MethodSource("io.doorway.deploy.Manifests#everySource")
    void containersAreRestrictedAndBounded(Manifests.Source source) {
        assertThat(ofKind(source.objects(), WORKLOADS).stream().flatMap(PodRulesTest::everyContainer))
                .hasSizeGreaterThan(6)
                .allSatisfy(container -> {
                    JsonNode security = container.path("securityContext");
                    assertThat(security.path("allowPrivilegeEscalation").asBoolean(true))
                            .isFalse();
                    assertThat(security.path("readOnlyRootFilesystem").asBoolean())
                            .isTrue();
                    assertThat(security.path("privileged").asBoolean()).isFalse();
                    assertThat(texts(security.at("/capabilities/drop"))).containsExactly("ALL");
                    assertThat(security.at("/capabilities/add").size()).isZero();
                    JsonNode resources = container.path("resources");
                    assertThat(resources.at("/requests/cpu").asText()).isNotEmpty();
                    assertThat(resources.at("/limits/cpu").asText()).isNotEmpty();
                    assertThat(resources.at("/limits/memory").asText())
                            .as("a node does not promise more memory than it has")
                            .isNotEmpty()
                            .isEqualTo(resources.at("/requests/memory").asText());
                });
    }

    @ParameterizedTest
    @MethodSource("io.doorway.deploy.Manifests#everySource")
    void imagesHaveAVersion(Manifests.Source source) {
        String allowed = source.equals(Manifests.Source.FILES) ? TAGGED + "|" + UNTAGGED : TAGGED;

        assertThat(ofKind(source.objects(), WORKLOADS).stream()
                        .flatMap(PodRulesTest::everyContainer)
                        .map(container -> container.path("image").asText()))
                .isNotEmpty()
                .allMatch(image -> image.matches(allowed));
    }

    @ParameterizedTest
    @MethodSource("io.doorway.deploy.Manifests#everySource")
    void serversHaveProbes(Manifests.Source source) {
        assertThat(ofKind(source.objects(), "Deployment", "StatefulSet").stream()
                        .flatMap(workload -> elements(pod(workload).path("containers"))))
                .isNotEmpty()
                .allSatisfy(container -> assertThat(container.fieldNames())
                        .toIterable()
                        .contains("startupProbe", "livenessProbe", "readinessProbe"));
    }

    @ParameterizedTest
    @MethodSource("io.doorway.deploy.Manifests#everySource")
    void aServiceIsSpreadAndSurvivesADrainedNode(Manifests.Source source) {
        List<JsonNode> objects = source.objects();

        assertThat(SERVICES).allSatisfy(service -> {
            JsonNode pod = pod(find(objects, "Deployment", service));
            assertThat(elements(pod.path("topologySpreadConstraints"))
                            .map(constraint -> constraint.path("topologyKey").asText()))
                    .containsExactly("topology.kubernetes.io/zone", "kubernetes.io/hostname");
            assertThat(find(objects, "PodDisruptionBudget", service)
                            .at("/spec/maxUnavailable")
                            .asInt())
                    .isEqualTo(1);
            assertThat(find(objects, "ServiceAccount", service)
                            .path("automountServiceAccountToken")
                            .asBoolean(true))
                    .isFalse();
            assertThat(pod.path("serviceAccountName").asText()).isEqualTo(service);
        });
    }

    @ParameterizedTest
    @MethodSource("io.doorway.deploy.Manifests#everySource")
    void selectorsSelectTheirPods(Manifests.Source source) {
        List<JsonNode> objects = source.objects();

        assertThat(SERVICES).allSatisfy(service -> {
            JsonNode deployment = find(objects, "Deployment", service);
            JsonNode labels = deployment.at("/spec/template/metadata/labels");
            assertThat(Stream.of(
                            deployment.at("/spec/selector/matchLabels"),
                            find(objects, "Service", service).at("/spec/selector"),
                            find(objects, "PodDisruptionBudget", service).at("/spec/selector/matchLabels"),
                            deployment.at("/spec/template/spec/topologySpreadConstraints/0/labelSelector/matchLabels")))
                    .allSatisfy(selector -> assertThat(selector.properties())
                            .isNotEmpty()
                            .allSatisfy(label ->
                                    assertThat(labels.get(label.getKey())).isEqualTo(label.getValue())));
        });
    }

    @ParameterizedTest
    @MethodSource("io.doorway.deploy.Manifests#everySource")
    void thereIsOneNamespaceAndItIsRestricted(Manifests.Source source) {
        assertThat(ofKind(source.objects(), "Namespace")).singleElement().satisfies(namespace -> {
            assertThat(name(namespace)).isEqualTo("doorway");
            assertThat(namespace
                            .at("/metadata/labels")
                            .path("pod-security.kubernetes.io/enforce")
                            .asText())
                    .isEqualTo("restricted");
        });
    }

    @ParameterizedTest
    @MethodSource("io.doorway.deploy.Manifests#overlays")
    void localHasOneOfEachAndProductionThree(Manifests.Source source) {
        List<JsonNode> objects = source.objects();
        boolean production = source.name().equals("production");
        int count = production ? 3 : 1;

        assertThat(find(objects, "KafkaNodePool", "node").at("/spec/replicas").asInt())
                .isEqualTo(count);
        assertThat(find(objects, "Cluster", "doorway-postgres")
                        .at("/spec/instances")
                        .asInt())
                .isEqualTo(count);
        assertThat(find(objects, "StatefulSet", "redis").at("/spec/replicas").asInt())
                .isEqualTo(count);
        assertThat(ofKind(objects, "Deployment"))
                .as("one, unless an autoscaler sets another number")
                .allMatch(deployment -> deployment.at("/spec/replicas").isMissingNode());
        assertThat(ofKind(objects, "HorizontalPodAutoscaler").stream()
                        .filter(scaler -> scaler.at("/spec/minReplicas").asInt() == 3)
                        .map(Manifests::name))
                .containsExactlyInAnyOrderElementsOf(production ? SERVICES : List.of());
    }

    /** In production, what was acknowledged is on a second broker and on a standby, and each topic says so. */
    @ParameterizedTest
    @MethodSource("io.doorway.deploy.Manifests#overlays")
    void productionAcknowledgesWhatTwoHave(Manifests.Source source) {
        List<JsonNode> objects = source.objects();
        boolean production = source.name().equals("production");
        int replicas = production ? 3 : 1;

        assertThat(ofKind(objects, "KafkaTopic")).isNotEmpty().allSatisfy(topic -> {
            assertThat(topic.at("/spec/replicas").asInt()).isEqualTo(replicas);
            assertThat(topic.at("/spec/config").path("min.insync.replicas").asInt(1))
                    .isEqualTo(production ? 2 : 1);
        });
        JsonNode kafka = find(objects, "Kafka", "doorway").at("/spec/kafka/config");
        assertThat(kafka.path("default.replication.factor").asInt()).isEqualTo(replicas);
        assertThat(kafka.path("min.insync.replicas").asInt()).isEqualTo(production ? 2 : 1);
        assertThat(find(objects, "Cluster", "doorway-postgres")
                        .at("/spec/postgresql/synchronous/number")
                        .asInt())
                .isEqualTo(production ? 1 : 0);
    }

    @Test
    void eachServiceIsScaledByWhatItIsBusyWith() {
        List<JsonNode> objects = Manifests.Source.FILES.objects();
        Map<String, List<String>> metrics = SERVICES.stream()
                .collect(Collectors.toMap(
                        service -> service,
                        service -> elements(find(objects, "HorizontalPodAutoscaler", service)
                                        .at("/spec/metrics"))
                                .map(metric -> metric.at("/pods/metric/name")
                                        .asText(metric.at("/resource/name").asText()))
                                .toList()));

        assertThat(metrics)
                .isEqualTo(Map.of(
                        "challenge-service", List.of("cpu"),
                        "approval-service", List.of("cpu"),
                        "session-service", List.of("doorway_watch_connections", "cpu"),
                        "audit-service", List.of("kafka_consumer_fetch_manager_records_lag")));
    }

    static JsonNode pod(JsonNode workload) {
        return workload.at("/spec/template/spec");
    }

    static Stream<JsonNode> everyContainer(JsonNode workload) {
        return Stream.concat(
                elements(pod(workload).path("initContainers")),
                elements(pod(workload).path("containers")));
    }
}
