package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.TestPlatform;
import io.doorway.local.Platform.Parts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 63,
        name = "Chosen trace: a client's trace context becomes that of the login, or switches its sampling on",
        control =
                "Trace contexts of requests are ignored: every request begins a trace, and a login's trace travels in its ticket",
        where = "libs/web `LoginTrace`, `quarkus.otel.propagators`; the operator's proxy removes the headers too")
class Attack63ChosenTraceTest {

    private static final String CHOSEN = "deadbeefdeadbeefdeadbeefdeadbeef";
    private static final Pattern TICKET = Pattern.compile("eyJ[A-Za-z0-9_-]+\\.([A-Za-z0-9_-]+)\\.[A-Za-z0-9_-]+");

    @ParameterizedTest
    @MethodSource
    void aTraceContextInTheAuthorizationRequest(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aTraceContextInTheAuthorizationRequest() {
        Map<String, List<String>> contexts = new LinkedHashMap<>();
        contexts.put("sampled", List.of("traceparent: 00-" + CHOSEN + "-00f067aa0ba902b7-01"));
        contexts.put("not sampled", List.of("traceparent: 00-" + CHOSEN + "-00f067aa0ba902b7-00"));
        contexts.put("of a later version", List.of("traceparent: 01-" + CHOSEN + "-00f067aa0ba902b7-01-x"));
        contexts.put("with reserved flags", List.of("traceparent: 00-" + CHOSEN + "-00f067aa0ba902b7-ff"));
        contexts.put("in capitals", List.of("TRACEPARENT: 00-" + CHOSEN + "-00f067aa0ba902b7-01"));
        contexts.put(
                "twice",
                List.of(
                        "traceparent: 00-" + CHOSEN + "-00f067aa0ba902b7-01",
                        "traceparent: 00-" + CHOSEN + "-00f067aa0ba902b8-01"));
        contexts.put(
                "with a state",
                List.of("traceparent: 00-" + CHOSEN + "-00f067aa0ba902b7-01", "tracestate: vendor=" + CHOSEN));
        contexts.put(
                "with baggage",
                List.of("traceparent: 00-" + CHOSEN + "-00f067aa0ba902b7-01", "baggage: trace=" + CHOSEN));
        contexts.put("of Zipkin", List.of("b3: " + CHOSEN + "-00f067aa0ba902b7-1"));
        contexts.put("of Jaeger", List.of("uber-trace-id: " + CHOSEN + ":00f067aa0ba902b7:0:1"));
        return Stream.of("the gateway", "the service")
                .flatMap(entry -> contexts.entrySet().stream()
                        .map(context -> AttackCase.asserting(
                                        "a context " + context.getKey() + " at " + entry,
                                        () -> assertOwnTrace(port(entry), context.getValue()))
                                .named()));
    }

    private static int port(String entry) {
        String address = TestPlatform.platform().address(Parts.SESSION);
        return entry.equals("the gateway")
                ? TestPlatform.issuer().getPort()
                : Integer.parseInt(address.substring(address.indexOf(':') + 1));
    }

    private static void assertOwnTrace(int port, List<String> headers) throws Exception {
        List<String> lines = new ArrayList<>(headers);
        lines.add("Host: " + TestPlatform.issuer().getAuthority());
        lines.add("Connection: close");
        String request = "GET " + Shop.authorizationPath(Shop.PLAIN.request(new CodeVerifier())) + " HTTP/1.1\r\n"
                + String.join("\r\n", lines) + "\r\n\r\n";
        ObservedResponse page = RawHttp.exchange(port, request.getBytes(StandardCharsets.US_ASCII));
        assertThat(page.status()).isEqualTo(200);
        Matcher ticket = TICKET.matcher(page.body());
        assertThat(ticket.find()).as("a ticket in the page").isTrue();
        String payload = new String(Base64.getUrlDecoder().decode(ticket.group(1)), StandardCharsets.UTF_8);

        assertThat(payload).contains("\"traceparent\":\"00-").doesNotContain(CHOSEN);
        assertThat(payload).containsPattern("\"traceparent\":\"00-[0-9a-f]{32}-[0-9a-f]{16}-00\"");
    }
}
