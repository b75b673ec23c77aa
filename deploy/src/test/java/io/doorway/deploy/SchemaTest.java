package io.doorway.deploy;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.fabric8.certmanager.api.model.v1.Certificate;
import io.fabric8.certmanager.api.model.v1.Issuer;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every object is one that the API server accepts: it has no unknown field, and each field has the right type. */
class SchemaTest {

    private static final Map<String, Class<?>> MODELS = Map.ofEntries(
            entry("v1/Namespace", Namespace.class),
            entry("v1/ConfigMap", ConfigMap.class),
            entry("v1/Service", Service.class),
            entry("v1/ServiceAccount", ServiceAccount.class),
            entry("apps/v1/Deployment", Deployment.class),
            entry("apps/v1/StatefulSet", StatefulSet.class),
            entry("batch/v1/Job", Job.class),
            entry("autoscaling/v2/HorizontalPodAutoscaler", HorizontalPodAutoscaler.class),
            entry("policy/v1/PodDisruptionBudget", PodDisruptionBudget.class),
            entry("networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class),
            entry("networking.k8s.io/v1/Ingress", Ingress.class),
            entry("gateway.networking.k8s.io/v1/Gateway", Gateway.class),
            entry("gateway.networking.k8s.io/v1/HTTPRoute", HTTPRoute.class),
            entry("cert-manager.io/v1/Certificate", Certificate.class),
            entry("cert-manager.io/v1/Issuer", Issuer.class),
            entry("kafka.strimzi.io/v1/Kafka", Kafka.class),
            entry("kafka.strimzi.io/v1/KafkaNodePool", KafkaNodePool.class),
            entry("kafka.strimzi.io/v1/KafkaTopic", KafkaTopic.class),
            entry("kafka.strimzi.io/v1/KafkaUser", KafkaUser.class));

    private static final Map<String, JsonSchema> SCHEMAS = Map.of(
            "postgresql.cnpg.io/v1/Cluster", schema("cnpg-clusters.json"),
            "postgresql.cnpg.io/v1/Database", schema("cnpg-databases.json"),
            "postgresql.cnpg.io/v1/ScheduledBackup", schema("cnpg-scheduledbackups.json"));

    /** The models keep unknown fields in a map; here they are errors. A text is not accepted as a number. */
    private static final ObjectMapper STRICT = JsonMapper.builder()
            .annotationIntrospector(new JacksonAnnotationIntrospector() {
                @Override
                public Boolean hasAnySetter(Annotated member) {
                    return false;
                }
            })
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    @ParameterizedTest
    @MethodSource("io.doorway.deploy.Manifests#everySource")
    void everyObjectConformsToItsSchema(Manifests.Source source) {
        List<JsonNode> objects = source.objects();

        assertThat(objects).hasSizeGreaterThan(50);
        assertThat(objects).allSatisfy(SchemaTest::validate);
    }

    @Test
    void anUnknownFieldIsDetected() {
        ObjectNode typed = Manifests.file("base/challenge-service.yaml").get(2).deepCopy();
        typed.withObject("/spec/template/spec").put("hostNetwrok", true);
        ObjectNode untyped =
                Manifests.file("components/postgres/cluster.yaml").get(0).deepCopy();
        untyped.withObject("/spec/storage").put("sizes", "1Gi");

        assertThatThrownBy(() -> validate(typed)).hasMessageContaining("hostNetwrok");
        assertThatThrownBy(() -> validate(untyped)).hasMessageContaining("sizes");
    }

    /** An operator refuses a cluster whose Kafka it does not know. Each release knows the Kafka of about a year. */
    @Test
    void kafkaHasAVersionThatEachStrimziSupportsFromTheOldestOfThePage() {
        String kafka = Manifests.file("components/kafka/cluster.yaml")
                .get(0)
                .at("/spec/kafka/version")
                .asText();
        JsonNode supported = published("strimzi-kafka-versions.json");
        String page = Manifests.read(Path.of("../docs/kubernetes.md"));
        String models =
                Kafka.class.getProtectionDomain().getCodeSource().getLocation().getPath();

        assertThat(supported)
                .allSatisfy(versions -> assertThat(Manifests.texts(versions)).contains(kafka));
        List<String> releases = new ArrayList<>();
        supported.fieldNames().forEachRemaining(releases::add);
        String oldest = releases.getFirst().replaceFirst("[.]0$", "");
        assertThat(page).contains("[Strimzi](https://strimzi.io) " + oldest + " or newer");
        assertThat(models).as("the newest of the list").endsWith("-" + releases.getLast() + ".jar");
    }

    @Test
    void aWrongTypeIsDetected() {
        ObjectNode typed = Manifests.file("base/challenge-service.yaml").get(2).deepCopy();
        typed.withObject("/spec").put("replicas", "three");
        ObjectNode untyped =
                Manifests.file("components/postgres/cluster.yaml").get(0).deepCopy();
        untyped.withObject("/spec").put("instances", "three");

        assertThatThrownBy(() -> validate(typed)).hasMessageContaining("replicas");
        assertThatThrownBy(() -> validate(untyped)).hasMessageContaining("instances");
    }

    private static void validate(JsonNode object) {
        String kind =
                object.path("apiVersion").asText() + "/" + object.path("kind").asText();
        if (SCHEMAS.containsKey(kind)) {
            assertThat(SCHEMAS.get(kind).validate(object)).as(kind).isEmpty();
            return;
        }
        assertThat(MODELS).containsKey(kind);
        try {
            STRICT.treeToValue(object, MODELS.get(kind));
        } catch (JsonProcessingException e) {
            throw new AssertionError(kind + " " + Manifests.name(object) + ": " + e.getMessage(), e);
        }
    }

    private static JsonSchema schema(String resource) {
        JsonNode published = published(resource);
        allowNoOtherFields(published);
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(published);
    }

    private static JsonNode published(String resource) {
        try (InputStream in = SchemaTest.class.getResourceAsStream(resource)) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The API server drops fields that a structural schema does not name, or refuses them (strict field validation). */
    private static void allowNoOtherFields(JsonNode schema) {
        if (schema instanceof ObjectNode object
                && object.path("properties").isObject()
                && !object.has("additionalProperties")
                && !object.path("x-kubernetes-preserve-unknown-fields").asBoolean()
                && !object.at("/properties/kind").isObject()) {
            object.put("additionalProperties", false);
        }
        schema.forEach(SchemaTest::allowNoOtherFields);
    }
}
