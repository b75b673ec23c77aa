package io.doorway.e2e.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.e2e.support.TestPlatform;
import io.doorway.local.Platform.Parts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every service does with a request before it looks at what is asked. The requests bypass the gateway, from a trusted address. */
class EdgeOfServicesTest {

    private static final Duration AT_ONCE = Duration.ofSeconds(5);

    @ParameterizedTest
    @ValueSource(strings = {Parts.CHALLENGE, Parts.APPROVAL, Parts.SESSION, Parts.AUDIT})
    void aMalformedForwardedAddressIsRefusedAtOnceWithOneLogLine(String service) throws Exception {
        for (String malformed :
                List.of("", ":80", ", 203.0.113.9", "203.0.113.9, ", "[::1", "bank.example", "unknown")) {
            for (String path : List.of("/", "/internal/health/live", "/nothing")) {
                Instant begun = Instant.now();

                HttpResponse<String> answer = send(service, "GET", path, Map.of("X-Forwarded-For", malformed));

                assertThat(answer.statusCode()).as(malformed + " " + path).isEqualTo(400);
                assertThat(answer.body()).contains("urn:doorway:problem:unknown-source");
                assertThat(Duration.between(begun, Instant.now())).isLessThan(AT_ONCE);
            }
        }

        assertThat(log(service).filter(line -> line.contains("unknown source: ")))
                .hasSizeBetween(1, 10);
        assertThat(log(service).filter(line -> line.contains("ForwardedParser")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {Parts.CHALLENGE, Parts.APPROVAL, Parts.SESSION, Parts.AUDIT})
    void aRequestThatIsTooLongGetsAProblem(String service) throws Exception {
        HttpResponse<String> longLine = send(service, "GET", "/?x=" + "x".repeat(20_000), Map.of());
        HttpResponse<String> longHeader = send(service, "GET", "/", Map.of("X-Long", "x".repeat(20_000)));
        HttpResponse<String> longestLine = send(service, "GET", "/nothing?x=" + "x".repeat(16_000), Map.of());
        HttpResponse<String> longestHeader = send(service, "GET", "/nothing", Map.of("X-Long", "x".repeat(15_000)));

        assertThat(longLine.statusCode()).isEqualTo(414);
        assertThat(longHeader.statusCode()).isEqualTo(431);
        assertThat(longLine.body()).contains("urn:doorway:problem:too-long");
        assertThat(longHeader.body()).contains("urn:doorway:problem:too-long");
        assertThat(longestLine.statusCode()).isEqualTo(404);
        assertThat(longestHeader.statusCode()).isEqualTo(404);
    }

    /** More different labels than the framework counts (100). */
    @ParameterizedTest
    @CsvSource({
        "challenge-service, /challenges/, DELETE, /challenges/AAAAAAAAAAAAAAAAAAAAAA, /challenges/{id}",
        "approval-service, /devices/, GET, /activity, /activity",
        "session-service, /login/, POST, /oauth2/token, /oauth2/token",
        "audit-service, /audit/events/, GET, /audit/events, /audit/events"
    })
    void theLabelsOfMetricsAreAClosedSet(String service, String prefix, String method, String path, String label)
            throws Exception {
        String random = "Zz" + Long.toHexString(System.nanoTime());
        for (int i = 0; i < 110; i++) {
            send(service, "OPTIONS", prefix + random + i, Map.of());
            send(service, "PUT", prefix + random + i, Map.of());
            send(service, random.toUpperCase(Locale.ROOT) + i, prefix, Map.of());
            send(service, "GET", prefix + random + i, Map.of("X-Forwarded-For", ":80"));
        }
        double before = count(service, method, label);

        send(service, method, path, Map.of());

        assertThat(count(service, method, label)).isEqualTo(before + 1);
        assertThat(metrics(service).toLowerCase(Locale.ROOT)).doesNotContain(random.toLowerCase(Locale.ROOT));
    }

    /** The number of requests that the service has counted, whatever their outcome. */
    private static double count(String service, String method, String label) throws Exception {
        Pattern series = Pattern.compile("http_server_requests_seconds_count\\{(?=[^}]*method=\"" + method
                + "\")(?=.*uri=\"" + Pattern.quote(label) + "\").*} (\\S+)");
        return metrics(service)
                .lines()
                .map(series::matcher)
                .filter(Matcher::matches)
                .mapToDouble(matcher -> Double.parseDouble(matcher.group(1)))
                .sum();
    }

    private static String metrics(String service) throws Exception {
        return send(service, "GET", "/internal/metrics", Map.of()).body();
    }

    private static HttpResponse<String> send(String service, String method, String path, Map<String, String> headers)
            throws IOException, InterruptedException {
        URI uri = URI.create("http://" + TestPlatform.platform().address(service) + path);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).method(method, BodyPublishers.noBody());
        headers.forEach(request::header);
        return TestPlatform.HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static Stream<String> log(String service) throws IOException {
        Path log = TestPlatform.platform().data().resolve(service).resolve(service + ".log");
        return Files.readAllLines(log).stream();
    }
}
