package io.doorway.deploy;

import static io.doorway.deploy.Manifests.SERVICES;
import static io.doorway.deploy.Manifests.elements;
import static io.doorway.deploy.Manifests.file;
import static io.doorway.deploy.Manifests.find;
import static io.doorway.deploy.Manifests.ofKind;
import static io.doorway.deploy.Manifests.read;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the manifests configure exists, and secrets are only referenced. */
class SettingsTest {

    private static final Pattern SECRET_PROPERTY =
            Pattern.compile("(?i).*(password|secret|salt|token|ticket.key|credential).*");
    private static final Path PAGE = Path.of("../docs/kubernetes.md");

    /** Secrets that operators of the cluster write: Strimzi's authority, and that of CloudNativePG. */
    private static final Set<String> MADE_BY_OPERATORS = Set.of("doorway-cluster-ca-cert", "doorway-postgres-ca");

    @Test
    void everyPropertyOfDoorwayExists() throws IOException {
        assertThat(settings().keySet().stream().filter(name -> name.startsWith("doorway.")))
                .isNotEmpty()
                .isSubsetOf(known());
        assertThat(variables().keySet().stream().filter(name -> name.startsWith("DOORWAY_")))
                .isNotEmpty()
                .isSubsetOf(known().stream().map(SettingsTest::variable).toList());
    }

    /** The documentation of the framework is in its artifacts; the page has what Doorway needs of it. */
    @Test
    void everyOtherVariableIsDocumented() {
        String pages = read(Path.of("../docs/configuration.md")) + read(PAGE);

        assertThat(Stream.concat(
                                settings().keySet().stream(),
                                variables().keySet().stream()
                                        .filter(name -> !name.endsWith("_PASSWORD"))
                                        .map(name ->
                                                name.toLowerCase(Locale.ROOT).replace('_', '.')))
                        .filter(name -> !name.startsWith("doorway.") && !name.equals("config_ordinal")))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(pages.replace('-', '.')).contains(name.replace('-', '.')));
    }

    @Test
    void probesAndServicesUseThePortOfTheSettings() {
        int port = Integer.parseInt(settings().get("quarkus.http.port"));

        assertThat(SERVICES).allSatisfy(service -> {
            List<JsonNode> objects = file("base/" + service + ".yaml");
            JsonNode container =
                    PodRulesTest.pod(find(objects, "Deployment", service)).at("/containers/0");
            assertThat(container.at("/ports/0/containerPort").asInt()).isEqualTo(port);
            assertThat(find(objects, "Service", service)
                            .at("/spec/ports/0/targetPort")
                            .asText())
                    .isEqualTo(container.at("/ports/0/name").asText());
            assertThat(Stream.of("startupProbe", "livenessProbe", "readinessProbe")
                            .map(probe ->
                                    container.path(probe).at("/httpGet/path").asText()))
                    .containsExactly("/internal/health/live", "/internal/health/live", "/internal/health/ready");
        });
    }

    @Test
    void theImagesHaveTheVersionOfTheBuild() {
        String version = Pattern.compile("<artifactId>doorway</artifactId>\\s*<version>([^<]+)<")
                .matcher(read(Path.of("../pom.xml")))
                .results()
                .findFirst()
                .map(found -> found.group(1))
                .orElseThrow();
        JsonNode images = file("base/kustomization.yaml").getFirst().path("images");

        assertThat(elements(images).map(image -> image.path("name").asText()))
                .containsExactlyInAnyOrderElementsOf(
                        SERVICES.stream().map(service -> "doorway/" + service).toList());
        assertThat(elements(images))
                .allMatch(image -> image.path("newTag").asText().equals(version));
    }

    @ParameterizedTest
    @MethodSource("io.doorway.deploy.Manifests#everySource")
    void noManifestHasASecret(Manifests.Source source) {
        List<JsonNode> objects = source.objects();

        assertThat(ofKind(objects, "Secret")).isEmpty();
        assertThat(environment(objects))
                .filteredOn(variable ->
                        SECRET_PROPERTY.matcher(variable.path("name").asText()).matches())
                .isNotEmpty()
                .allSatisfy(variable -> assertThat(
                                variable.at("/valueFrom/secretKeyRef").isObject())
                        .isTrue());
    }

    @Test
    void noFileHasASecret() throws IOException {
        try (Stream<Path> files = Files.walk(Manifests.DIRECTORY)) {
            assertThat(files.filter(Files::isRegularFile).map(Manifests::read))
                    .noneMatch(text -> text.contains("PRIVATE KEY") || text.contains("\"k\":"));
        }
        assertThat(settings())
                .allSatisfy((name, value) -> assertThat(
                                SECRET_PROPERTY.matcher(name).matches() && !value.startsWith("${"))
                        .as(name)
                        .isFalse());
    }

    /** Otherwise a migration that fails would be a restart of services and not a failed Job. */
    @ParameterizedTest
    @MethodSource("io.doorway.deploy.Manifests#everySource")
    void theJobsMigrateAndTheServicesDoNot(Manifests.Source source) {
        List<JsonNode> objects = source.objects();

        assertThat(settings()).containsEntry("doorway.schema.migrate-at-start", "false");
        assertThat(List.of("approval-service", "session-service", "audit-service"))
                .allSatisfy(service -> {
                    String job = service + "-migration";
                    assertThat(environment(List.of(find(objects, "Job", job)), "QUARKUS_FLYWAY_MIGRATE_AT_START"))
                            .containsExactly("true");
                    assertThat(environment(List.of(find(objects, "Deployment", service)), "QUARKUS_CONFIG_LOCATIONS"))
                            .allMatch(files -> files.contains("/postgres.properties"));
                    assertThat(environment(
                                    List.of(find(objects, "Deployment", service)), "QUARKUS_FLYWAY_MIGRATE_AT_START"))
                            .isEmpty();
                });
    }

    /** It is the program of the service, which does not start without them. */
    @ParameterizedTest
    @MethodSource("io.doorway.deploy.Manifests#everySource")
    void aJobHasThePropertiesThatItsProgramRequires(Manifests.Source source) {
        List<JsonNode> objects = source.objects();
        List<String> required = Pattern.compile("(?m)^\\| `(doorway\\.[^`]+)` \\|.*\\| required \\|$")
                .matcher(read(Path.of("../docs/configuration.md")))
                .results()
                .map(row -> variable(row.group(1)))
                .toList();

        assertThat(required).contains("DOORWAY_CLIENTS", "DOORWAY_SIGNING_KEYS", "DOORWAY_TICKET_KEY");
        assertThat(List.of("approval-service", "session-service", "audit-service"))
                .allSatisfy(service -> assertThat(names(find(objects, "Job", service + "-migration")))
                        .containsAll(names(find(objects, "Deployment", service))
                                .filter(required::contains)
                                .toList()));
    }

    /** An operator makes those that the page lists, and no one makes others by hand. */
    @Test
    void thePageListsTheSecretsThatAnOperatorMakes() throws IOException {
        Set<String> referenced = new TreeSet<>();
        Set<String> made = new TreeSet<>(MADE_BY_OPERATORS);
        for (JsonNode object : Manifests.Source.FILES.objects()) {
            switch (object.path("kind").asText()) {
                case "KafkaUser" -> made.add(Manifests.name(object));
                case "Certificate" -> made.add(object.at("/spec/secretName").asText());
                default ->
                    object.findParents("secretKeyRef")
                            .forEach(parent -> referenced.add(
                                    parent.at("/secretKeyRef/name").asText()));
            }
            object.findValues("passwordSecret")
                    .forEach(secret -> referenced.add(secret.path("name").asText()));
            object.findValues("secret")
                    .forEach(secret -> referenced.add(
                            secret.path("secretName").asText(secret.path("name").asText())));
        }
        referenced.removeAll(made);
        referenced.remove("");

        assertThat(Pattern.compile("(?m)^\\| `([a-z-]+)`(?:, `([a-z-]+)`)*(?=.*\\| Secret)")
                        .matcher(read(PAGE))
                        .results()
                        .map(MatchResult::group)
                        .flatMap(row ->
                                Pattern.compile("`([a-z-]+)`").matcher(row).results())
                        .map(found -> found.group(1)))
                .containsExactlyInAnyOrderElementsOf(referenced);
    }

    private static Stream<JsonNode> environment(List<JsonNode> objects) {
        return ofKind(objects, "Deployment", "StatefulSet", "Job").stream()
                .flatMap(PodRulesTest::everyContainer)
                .flatMap(container -> elements(container.path("env")));
    }

    /** The environment variable of a property. */
    private static String variable(String property) {
        return property.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    private static Stream<String> names(JsonNode workload) {
        return environment(List.of(workload))
                .map(variable -> variable.path("name").asText());
    }

    private static Stream<String> environment(List<JsonNode> objects, String name) {
        return environment(objects)
                .filter(variable -> variable.path("name").asText().equals(name))
                .map(variable -> variable.path("value").asText());
    }

    /** The variables of all containers of services, with the value of one of them. */
    private static Map<String, String> variables() {
        Map<String, String> variables = new HashMap<>();
        environment(Manifests.Source.FILES.objects())
                .forEach(variable -> variables.put(
                        variable.path("name").asText(), variable.path("value").asText()));
        return variables;
    }

    /** The properties of all files of settings. */
    private static Map<String, String> settings() {
        Map<String, String> all = new HashMap<>();
        try (Stream<Path> files = Files.walk(Manifests.DIRECTORY)) {
            files.filter(file -> file.toString().endsWith(".properties")).forEach(file -> {
                Properties properties = new Properties();
                try {
                    properties.load(new StringReader(read(file)));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                properties.stringPropertyNames().forEach(name -> all.put(name, properties.getProperty(name)));
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    private static Set<String> known() throws IOException {
        try (InputStream in = SettingsTest.class.getResourceAsStream("/io/doorway/web/config/properties.txt")) {
            return new TreeSet<>(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        }
    }
}
