package io.doorway.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.local.Platform.Parts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The examples in {@code deploy/proxies} select the service for a path as the local gateway does. */
class ProxyExamplesTest {

    private static final Path EXAMPLES = Path.of("..", "deploy", "proxies");

    /** How each example writes a route, and the service of all other paths. */
    private enum Example {
        NGINX(
                "nginx.conf",
                "(?m)^ +~\\^/(?<path>[A-Za-z]+)\\(/\\|\\$\\) +(?<service>[a-z-]+);",
                "(?m)^ +default +([a-z-]+-service);",
                "~^/internal(/|$)    \"\";"),
        HAPROXY(
                "haproxy.cfg",
                "(?m)^ +use_backend (?<service>\\S+) if \\{ var\\(txn\\.path\\) -m reg \\^/(?<path>[A-Za-z]+)\\(/\\|\\$\\) }$",
                "(?m)^ +default_backend (\\S+)$",
                "http-request return status 404 if { var(txn.path) -m reg ^/internal(/|$) }"),
        ENVOY(
                "envoy.yaml",
                "path_separated_prefix: /(?<path>[A-Za-z]+) }\\s+route: \\{ cluster: (?<service>[a-z-]+)",
                "match: \\{ prefix: / }\\s+route: \\{ cluster: ([a-z-]+)",
                "path_separated_prefix: /internal }\n                          direct_response: { status: 404 }"),
        TRAEFIK(
                "traefik-routes.yaml",
                "rule: Path\\(`/(?<path>[A-Za-z]+)`\\) \\|\\| PathPrefix\\(`/\\1/`\\)\\s+priority: 10\\s+service: (?<service>[a-z-]+)",
                "rule: PathPrefix\\(`/`\\) && \\S+ && \\S+\\s+priority: 1\\s+service: ([a-z-]+)",
                "!Path(`/internal`) && !PathPrefix(`/internal/`)");

        private final String file;
        private final Pattern route;
        private final Pattern others;
        private final String internal;

        Example(String file, String route, String others, String internal) {
            this.file = file;
            this.route = Pattern.compile(route);
            this.others = Pattern.compile(others);
            this.internal = internal;
        }

        String text() throws IOException {
            return Files.readString(EXAMPLES.resolve(file));
        }
    }

    @ParameterizedTest
    @EnumSource
    void anExampleHasTheRoutesOfTheGateway(Example example) throws IOException {
        String text = example.text();
        Map<String, String> routes = new TreeMap<>();
        example.route
                .matcher(text)
                .results()
                .forEach(found -> routes.put("/" + found.group("path"), found.group("service")));

        assertThat(routes).isEqualTo(GatewayRoutes.servicesByPrefix());
        assertThat(example.others.matcher(text).results().map(found -> found.group(1)))
                .containsExactly(Parts.SESSION);
        assertThat(text).contains(example.internal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nginx.conf", "haproxy.cfg", "envoy.yaml", "traefik-routes.yaml"})
    void anExampleHasTls12WithEcdheAndAesGcmOnly(String file) throws IOException {
        List<String> suites = Pattern.compile(
                        "\\b(?:TLS_)?[A-Z0-9]+(?:[-_][A-Z0-9]+)*[-_](?:GCM|CBC|POLY1305)[-_]?[A-Z0-9]*\\b")
                .matcher(Files.readString(EXAMPLES.resolve(file)))
                .results()
                .map(found -> found.group().replace('_', '-'))
                .filter(suite -> !suite.matches("TLS-(AES|CHACHA20)-.*"))
                .toList();

        assertThat(suites)
                .hasSize(4)
                .allMatch(suite -> suite.matches("(TLS-)?ECDHE-(RSA|ECDSA)-.*AES-?(128|256)-GCM-SHA\\d+"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"envoy.yaml", "traefik.yaml", "traefik-routes.yaml"})
    void anExampleIsYaml(String file) throws IOException {
        Map<String, Object> content =
                new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(EXAMPLES.resolve(file)));

        assertThat(content).isNotEmpty();
    }

    @Test
    void everyFileIsDescribed() throws IOException {
        String readme = Files.readString(EXAMPLES.resolve("README.md"));
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> !name.equals("README.md")))
                    .allMatch(name -> readme.contains("`" + name + "`"));
        }
    }
}
