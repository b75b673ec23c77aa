package io.doorway.local.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.local.ProjectDirectory;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What every container of {@code docker-compose.yml} must have, and must not have. */
class ComposeFileTest {

    private static final Path HOME = ProjectDirectory.find();
    private static final Map<String, Object> FILE = read();
    private static final Path BANK_PROPERTIES =
            HOME.resolve("local/demo-bank/src/main/resources/application.properties");
    private static final String LOGIN = "quarkus.oidc.";
    private static final String PAYMENT = "quarkus.oidc.payment.";

    /** {@code ${NAME:-default}}. */
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{\\w+:-([^}]*)}");

    private static final Pattern SECRET_NAME = Pattern.compile(
            ".*(PASSWORD|SECRET|TOKEN$|SALT|PRIVATE(?!_ADDRESSES)|TICKET_KEY|SIGNING_KEYS|EVENT_KEYS).*");
    private static final Pattern PROJECT_VERSION =
            Pattern.compile("<artifactId>doorway</artifactId>\\s*<version>([^<]+)</version>");
    private static final Pattern MEMORY = Pattern.compile("[1-9][0-9]*[mg]");
    private static final List<String> NOT_ROOT = List.of("1000", "redis", "postgres", "65534", "472");

    record Service(String name, Map<String, Object> settings) {

        String image() {
            return resolved(Objects.toString(settings.get("image")));
        }

        boolean isOurs() {
            return image().startsWith("doorway/");
        }

        boolean stays() {
            return "unless-stopped".equals(settings.get("restart"));
        }

        List<?> list(String key) {
            return settings.get(key) instanceof List<?> list ? list : List.of();
        }

        @SuppressWarnings("unchecked")
        Map<String, Object> map(String key) {
            return settings.get(key) instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @SuppressWarnings("unchecked")
    static Stream<Service> services() {
        return ((Map<String, Object>) FILE.get("services"))
                .entrySet().stream().map(entry -> new Service(entry.getKey(), (Map<String, Object>) entry.getValue()));
    }

    @Test
    void everyPartOfThePlatformIsThere() {
        assertThat(services().map(Service::name))
                .contains(
                        "kafka",
                        "redis",
                        "postgres",
                        "challenge-service",
                        "approval-service",
                        "session-service",
                        "audit-service",
                        "gateway",
                        "demo-bank");
    }

    @ParameterizedTest
    @MethodSource("services")
    void aContainerCanChangeNothingButItsVolumes(Service service) {
        assertThat(service.settings()).containsEntry("read_only", true);
        assertThat(service.list("cap_drop")).isEqualTo(List.of("ALL"));
        assertThat(service.list("security_opt")).isEqualTo(List.of("no-new-privileges:true"));
        assertThat(service.settings())
                .doesNotContainKeys("privileged", "cap_add", "devices", "pid", "ipc", "userns_mode", "build");
        assertThat(service.settings().get("network_mode")).isIn(null, "none");
        assertThat(service.list("volumes"))
                .as("volumes, and files of the project that are only read")
                .allSatisfy(volume -> assertThat(volume.toString())
                        .matches("(\\./deploy/[a-z/.-]+:[^:]+:ro|[a-z-]+:/[^:]+(:ro(,nocopy)?)?)"));
    }

    @ParameterizedTest
    @MethodSource("services")
    void aContainerDoesNotRunAsRoot(Service service) {
        Object user = service.settings().get("user");
        if (service.isOurs()) {
            assertThat(user).as("the image has the user").isNull();
        } else {
            assertThat(Objects.toString(user)).isIn(NOT_ROOT);
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    void anImageHasAFixedVersion(Service service) {
        assertThat(service.image())
                .matches(".+:[0-9][A-Za-z0-9._-]*|.+:v[0-9][0-9.]*")
                .doesNotEndWith(":latest");
        if (service.isOurs()) {
            assertThat(service.image()).endsWith(":" + version());
            assertThat(service.settings()).as("not from a registry").containsEntry("pull_policy", "never");
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    void aContainerHasALimitOfMemoryAndOfProcesses(Service service) {
        assertThat(Objects.toString(service.settings().get("mem_limit"))).matches(MEMORY);
        assertThat(service.settings()).containsKey("pids_limit");
    }

    @ParameterizedTest
    @MethodSource("services")
    void whatStaysHasAHealthCheckAndWhatEndsIsNotStartedAgain(Service service) {
        boolean disabled = Boolean.TRUE.equals(service.map("healthcheck").get("disable"));
        if (service.stays()) {
            assertThat(disabled).isFalse();
            assertThat(service.isOurs() || !service.map("healthcheck").isEmpty())
                    .as("a health check of the image or of this file")
                    .isTrue();
        } else {
            assertThat(service.settings()).containsEntry("restart", "no");
            assertThat(disabled).isTrue();
        }
        service.map("depends_on")
                .forEach((other, condition) -> assertThat(condition)
                        .isIn(
                                Map.of("condition", "service_healthy"),
                                Map.of("condition", "service_completed_successfully")));
    }

    @ParameterizedTest
    @MethodSource("services")
    void aSecretIsAFile(Service service) {
        service.map("environment").forEach((name, value) -> {
            if (SECRET_NAME.matcher(name).matches()) {
                assertThat(resolved(value.toString())).as(name).startsWith("/run/secrets/");
            }
        });
    }

    @Test
    void onlyTheGatewayIsReachableAndOnlyFromThisMachine() {
        services().filter(service -> !service.list("ports").isEmpty()).forEach(service -> {
            assertThat(service.name()).isIn("gateway", "prometheus", "grafana");
            assertThat(service.list("ports"))
                    .allSatisfy(port -> assertThat(resolved(port.toString())).startsWith("127.0.0.1:"));
        });
        assertThat(services()
                        .filter(service -> Set.of("kafka", "redis", "postgres").contains(service.name())))
                .allSatisfy(server -> assertThat(server.list("networks")).isEqualTo(List.of("servers")));
        assertThat(FILE.get("networks").toString()).contains("servers={internal=true}");
    }

    @Test
    void noServiceMountsTheSecretsOfAnother() {
        services()
                .filter(Service::stays)
                .forEach(service -> assertThat(service.list("volumes").stream()
                                .map(Object::toString)
                                .filter(volume -> volume.contains("secrets") || volume.startsWith("keys:")))
                        .allSatisfy(volume -> assertThat(volume.split("-")[0])
                                .as(service + " mounts " + volume)
                                .isEqualTo(service.name().replace("demo-", "").split("-")[0])));
    }

    /**
     * Compose 2 creates all containers before the first one starts, and Docker then copies into an empty volume what an image has at its
     * mount, with the owner: the secrets could not be written.
     */
    @ParameterizedTest
    @MethodSource("services")
    void noImageFillsAVolumeOfSecrets(Service service) {
        assertThat(service.list("volumes").stream()
                        .map(Object::toString)
                        .filter(volume -> volume.contains("-secrets:")))
                .allMatch(volume -> volume.contains(":/run/secrets/")
                        || volume.contains(":/secrets/")
                        || volume.endsWith(",nocopy"));
    }

    /** The bank's client for payments has settings of its own: without these, it would request tokens at the browser's address. */
    @Test
    void paymentsUseTheAddressesOfTheProviderThatLoginsUse() throws IOException {
        Properties bank = new Properties();
        try (Reader file = Files.newBufferedReader(BANK_PROPERTIES)) {
            bank.load(file);
        }

        Set<String> shared = bank.stringPropertyNames().stream()
                .filter(name -> name.startsWith(PAYMENT))
                .map(name -> name.replace(PAYMENT, LOGIN))
                .filter(login -> bank.getProperty(login.replace(LOGIN, PAYMENT)).startsWith("${" + login + ":"))
                .map(ComposeFileTest::variableOf)
                .collect(Collectors.toSet());

        assertThat(environmentOf("demo-bank").keySet().stream().filter(name -> name.startsWith(variableOf(LOGIN))))
                .contains("QUARKUS_OIDC_TOKEN_PATH")
                .isSubsetOf(shared);
    }

    private static Map<String, Object> environmentOf(String name) {
        return services()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .orElseThrow()
                .map("environment");
    }

    /** The environment variable of a property. */
    private static String variableOf(String property) {
        return property.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
    }

    private static String resolved(String value) {
        return VARIABLE.matcher(value).replaceAll("$1");
    }

    /** The version of the project: the images have no other. */
    private static String version() {
        try {
            Matcher matcher = PROJECT_VERSION.matcher(Files.readString(HOME.resolve("pom.xml")));
            assertThat(matcher.find()).isTrue();
            return matcher.group(1);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> read() {
        try {
            return new Yaml(new SafeConstructor(new LoaderOptions()))
                    .load(Files.readString(HOME.resolve("docker-compose.yml")));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
