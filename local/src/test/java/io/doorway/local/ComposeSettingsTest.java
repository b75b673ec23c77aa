package io.doorway.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.local.Platform.Parts;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The services of {@code docker-compose.yml} have the settings of those of {@code ./doorway up}. */
class ComposeSettingsTest {

    private static final String SECRETS = "/run/secrets/doorway/";

    /** The container {@code secrets} mounts one for each part. */
    private static final List<String> VOLUMES = Stream.concat(
                    Parts.SERVICES.stream(), Stream.of("demo-bank", "gateway", "redis", "postgres", "grafana"))
            .toList();

    @TempDir
    private static Path secrets;

    private static Map<String, Map<String, Object>> services;

    @BeforeAll
    @SuppressWarnings("unchecked")
    static void read() throws IOException {
        for (String volume : VOLUMES) {
            Files.createDirectory(secrets.resolve(volume));
        }
        ContainerSecrets.in(secrets, InstantSource.system()).write("https://localhost:8090");
        Map<String, Object> file = new Yaml(new SafeConstructor(new LoaderOptions()))
                .load(Files.readString(ProjectDirectory.find().resolve("docker-compose.yml")));
        services = (Map<String, Map<String, Object>>) file.get("services");
    }

    static Stream<String> parts() {
        return Parts.SERVICES.stream();
    }

    @ParameterizedTest
    @MethodSource("parts")
    void whatDiffersFromProductionIsTheSame(String service) {
        Map<String, String> expected = new HashMap<>();
        TrialSettings.of(service, Map.of()).forEach((name, value) -> expected.put(variable(name), value));

        assertThat(environment(service)).containsAllEntriesOf(expected);
    }

    @ParameterizedTest
    @MethodSource("parts")
    void everyFileThatASettingNamesIsAmongTheSecretsOfTheService(String service) {
        assertThat(environment(service).values().stream()
                        .filter(value -> value.contains(SECRETS))
                        .map(value -> value.substring(value.indexOf(SECRETS) + SECRETS.length())))
                .isNotEmpty()
                .allSatisfy(file ->
                        assertThat(secrets.resolve(service).resolve(file)).isRegularFile());
    }

    /** What {@code ./doorway up} gives to the service as a value, because its environment is not readable by others. */
    @Test
    void theSecretsOfTheProviderAreInItsFile() throws IOException {
        Properties properties = new Properties();
        properties.load(
                new StringReader(Files.readString(secrets.resolve(Parts.SESSION).resolve("secrets.properties"))));

        assertThat(properties.stringPropertyNames())
                .containsAll(List.of("doorway.ticket.key", "doorway.pairwise-salt", "doorway.registration.key"));
        assertThat(environment(Parts.SESSION)).containsKey("MP_JWT_VERIFY_PUBLICKEY_LOCATION");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> environment(String service) {
        Map<String, String> environment = new HashMap<>();
        ((Map<String, Object>) services.get(service).get("environment"))
                .forEach((name, value) -> environment.put(name, value.toString()));
        return environment;
    }

    private static String variable(String property) {
        return property.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }
}
