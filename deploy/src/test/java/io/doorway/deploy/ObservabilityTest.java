package io.doorway.deploy;

import static io.doorway.deploy.Manifests.elements;
import static io.doorway.deploy.Manifests.ofKind;
import static io.doorway.deploy.Manifests.parse;
import static io.doorway.deploy.Manifests.read;
import static io.doorway.deploy.Manifests.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The files for observability agree with each other and with the runbook. The end-to-end tests compare their metrics with the services. */
class ObservabilityTest {

    private static final Path DIRECTORY = Path.of("observability");
    private static final Path TESTS = DIRECTORY.resolve("alerts-test.yaml");
    private static final JsonNode RULES =
            parse(read(DIRECTORY.resolve("alerts.yaml"))).getFirst().at("/groups/0/rules");

    @Test
    void everyAlertHasAnEntryInTheRunbook() {
        List<String> entries = Pattern.compile("(?m)^## (Doorway\\w+)$")
                .matcher(read(Path.of("../docs/runbook.md")))
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(elements(RULES).map(rule -> rule.path("alert").asText())).containsExactlyElementsOf(entries);
        assertThat(elements(RULES))
                .allMatch(rule -> rule.at("/annotations/runbook")
                        .asText()
                        .equals("docs/runbook.md#" + rule.path("alert").asText().toLowerCase(Locale.ROOT)));
    }

    @Test
    void everyEntryOfTheRunbookHasThreeParts() {
        List<String> entries = List.of(read(Path.of("../docs/runbook.md")).split("(?m)^## "));

        assertThat(entries.subList(1, entries.size()))
                .filteredOn(entry -> entry.startsWith("Doorway"))
                .allMatch(entry ->
                        entry.contains("**Means:**") && entry.contains("**Check:**") && entry.contains("**Do:**"));
    }

    /** With values that are right, and with values for which it fires. */
    @Test
    void everyAlertIsTriedTwice() {
        JsonNode tests = parse(read(TESTS)).getFirst().path("tests");

        assertThat(elements(tests))
                .hasSize(2)
                .allSatisfy(test -> assertThat(elements(test.path("alert_rule_test"))
                                .map(expected -> expected.path("alertname").asText()))
                        .containsExactlyElementsOf(elements(RULES)
                                .map(rule -> rule.path("alert").asText())
                                .toList()));
        assertThat(elements(tests.path(0).path("alert_rule_test"))).noneMatch(expected -> expected.has("exp_alerts"));
        assertThat(elements(tests.path(1).path("alert_rule_test")))
                .allMatch(expected -> expected.path("exp_alerts").size() == 1);
    }

    @Test
    void theAlertsFireAsExpected() {
        Programs.Result result;
        try {
            result = Programs.run(List.of("promtool", "test", "rules", TESTS.toString()));
        } catch (UncheckedIOException missing) {
            abort("promtool is not installed (Debian's package prometheus has it)");
            return;
        }
        assertThat(result.status()).as(result.output()).isZero();
    }

    @Test
    void everyDashboardIsInTheConfigMap() throws IOException {
        JsonNode maps =
                parse(read(DIRECTORY.resolve("kustomization.yaml"))).getFirst().path("configMapGenerator");

        try (Stream<Path> dashboards = Files.list(DIRECTORY.resolve("dashboards"))) {
            assertThat(texts(maps.path(0).path("files")))
                    .containsExactlyInAnyOrderElementsOf(dashboards
                            .map(file -> DIRECTORY.relativize(file).toString())
                            .toList());
        }
        assertThat(texts(maps.path(1).path("files"))).containsExactly("prometheus.yaml", "alerts.yaml");
    }

    @Test
    void theMetricsAdapterOffersWhatTheAutoscalersName() {
        List<String> named = ofKind(Manifests.Source.FILES.objects(), "HorizontalPodAutoscaler").stream()
                .flatMap(scaler -> elements(scaler.at("/spec/metrics")))
                .filter(metric -> metric.path("type").asText().equals("Pods"))
                .map(metric -> metric.at("/pods/metric/name").asText())
                .toList();

        assertThat(elements(parse(read(DIRECTORY.resolve("prometheus-adapter.yaml")))
                                .getFirst()
                                .path("rules"))
                        .map(rule -> rule.at("/name/as").asText()))
                .containsExactlyInAnyOrderElementsOf(named);
    }

    @Test
    void thePrometheusConfigurationSelectsEveryService() {
        JsonNode job =
                parse(read(DIRECTORY.resolve("prometheus.yaml"))).getFirst().at("/scrape_configs/0");

        assertThat(List.of(job.at("/relabel_configs/0/regex").asText().split("\\|")))
                .containsExactlyInAnyOrderElementsOf(Manifests.SERVICES);
        assertThat(job.path("metrics_path").asText()).isEqualTo("/internal/metrics");
    }
}
