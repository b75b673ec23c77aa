package io.doorway.e2e.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.e2e.operation.PromQlSelectors.Selector;
import io.doorway.e2e.support.HeadlessBankLogin;
import io.doorway.e2e.support.TestPlatform;
import io.doorway.local.Platform.Parts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Every metric that a dashboard, an alert or an autoscaler names is exposed by the running services, with the labels that it names. */
class MetricsAreExposedTest {

    /** Micrometer looks once a minute for the meters of partitions that a consumer was assigned. */
    private static final Duration METERS_OF_KAFKA = Duration.ofSeconds(90);

    private static final Path DEPLOY = Path.of("..", "deploy");
    private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? \\S+$");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** What Prometheus itself adds: the time series of a scrape, and the labels of the configuration in {@code prometheus.yaml}. */
    private static final String OF_PROMETHEUS = "up";

    private static final Set<String> LABELS_OF_PROMETHEUS = Set.of("job", "instance", "service", "pod", "namespace");

    /** Labels whose values are known after one login. */
    private static final Set<String> KNOWN_VALUES = Set.of("uri", "type", "method");

    @Test
    void everyNamedMetricIsExposed() throws IOException {
        List<Selector> selectors = Stream.concat(
                        expressions().flatMap(text -> PromQlSelectors.in(text).stream()), scalers())
                .filter(selector -> !selector.metric().equals(OF_PROMETHEUS))
                .toList();
        assertThat(selectors).hasSizeGreaterThan(40);
        logInAndBeRefused();

        Awaitility.await().atMost(METERS_OF_KAFKA).untilAsserted(() -> {
            Map<String, Map<String, Set<String>>> exposed = exposed();
            assertThat(selectors).allSatisfy(selector -> {
                assertThat(exposed).containsKey(selector.metric());
                selector.labels().forEach((label, value) -> {
                    if (!LABELS_OF_PROMETHEUS.contains(label)) {
                        Map<String, Set<String>> labels = exposed.get(selector.metric());
                        assertThat(labels).as(selector.metric()).containsKey(label);
                        if (KNOWN_VALUES.contains(label) && !value.isEmpty()) {
                            assertThat(labels.get(label)).as(selector.metric()).contains(value);
                        }
                    }
                });
            });
        });
    }

    @Test
    void selectorsAreFoundInExpressions() {
        assertThat(PromQlSelectors.in(
                        "sum by (le, a) (rate(x_total{a=\"b\", c=~\"d|e\"}[5m])) / on (le) y > 0.5 unless max(z) == 1"))
                .containsExactly(
                        new Selector("x_total", Map.of("a", "b", "c", "")),
                        new Selector("y", Map.of()),
                        new Selector("z", Map.of()));
        assertThatThrownBy(() -> PromQlSelectors.in("rate(x[$__interval])")).hasMessageContaining("unknown at");
    }

    private static void logInAndBeRefused() {
        HeadlessPhone phone = TestPlatform.person("Grace").headlessPhone();
        HeadlessBankLogin login = HeadlessBankLogin.begin();
        var transcript = phone.scan(login::qr);
        assertThatThrownBy(() -> login.browser().complete(login.challenge())).isNotNull();
        phone.approve(transcript);
        login.await("approved");
        login.finish();
    }

    /** The expressions of all dashboards and alerts. */
    private static Stream<String> expressions() throws IOException {
        Stream<String> alerts = Pattern.compile("(?m)^ +expr: '(.*)'$")
                .matcher(Files.readString(DEPLOY.resolve("observability/alerts.yaml")))
                .results()
                .map(found -> found.group(1).replace("''", "'"));
        try (Stream<Path> files = Files.list(DEPLOY.resolve("observability/dashboards"))) {
            List<String> panels = files.flatMap(file -> json(file).findValuesAsText("expr").stream())
                    .toList();
            assertThat(panels).hasSizeGreaterThan(20);
            return Stream.concat(alerts, panels.stream());
        }
    }

    private static Stream<Selector> scalers() throws IOException {
        try (Stream<Path> files = Files.list(DEPLOY.resolve("kubernetes/base"))) {
            return files
                    .filter(file -> file.toString().endsWith("-service.yaml"))
                    .flatMap(file -> Pattern.compile("metric: \\{name: (\\w+)}")
                            .matcher(text(file))
                            .results()
                            .map(found -> new Selector(found.group(1), Map.of())))
                    .toList()
                    .stream();
        }
    }

    /** By metric: its labels with their values. */
    private static Map<String, Map<String, Set<String>>> exposed() throws IOException, InterruptedException {
        Map<String, Map<String, Set<String>>> exposed = new HashMap<>();
        for (String part : List.of(Parts.CHALLENGE, Parts.APPROVAL, Parts.SESSION, Parts.AUDIT)) {
            URI address = URI.create("http://" + TestPlatform.platform().address(part) + "/internal/metrics");
            String scraped = TestPlatform.HTTP
                    .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                    .body();
            Matcher sample = SAMPLE.matcher(scraped);
            while (sample.find()) {
                Map<String, Set<String>> labels = exposed.computeIfAbsent(sample.group(1), name -> new HashMap<>());
                if (sample.group(2) != null) {
                    LABEL.matcher(sample.group(2))
                            .results()
                            .forEach(label -> labels.computeIfAbsent(label.group(1), name -> new HashSet<>())
                                    .add(label.group(2)));
                }
            }
        }
        return exposed;
    }

    private static JsonNode json(Path file) {
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
