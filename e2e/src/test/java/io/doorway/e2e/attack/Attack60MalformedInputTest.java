package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.doorway.e2e.support.TestPlatform;
import io.doorway.local.Platform.Parts;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each case is a valid request in which one part has a malformed value: a parameter, a header, a cookie, a member of a body, of a signed
 * message or of its header. So the value reaches its parser. The OpenAPI documents say which operations and parts there are.
 */
@Attack(
        row = 60,
        name =
                "Malformed input: NUL bytes, broken escapes, values of another type or length, in every part of a valid request, for every operation",
        control = "Each value is parsed before it is used; what is not of the form of its type is a 4xx problem, "
                + "never a failure of a store and never a stack trace in the log",
        where =
                "libs/web `RequestFilters`, `JsonBody`, `ProblemMappers`; libs/login `StrictJws`; session-service `SdkParser`; libs/protocol vocabulary")
class Attack60MalformedInputTest {

    private static final List<String> SERVICES = List.of(Parts.CHALLENGE, Parts.APPROVAL, Parts.SESSION, Parts.AUDIT);
    private static final List<String> FAILURES =
            List.of("\"level\":\"ERROR\"", "\"exceptionType\"", "\"stackTrace\"", "\tat ");

    /**
     * What Vert.x itself logs on a machine without a free processor: the stack of a thread that waits for one, and that the time for a
     * connection of PostgreSQL ended while the connection was handed out.
     */
    private static final List<String> BUSY_MACHINE = List.of(
            "\"message\":\"Thread blocked\"",
            "\"Result is already complete\",\"frames\":[{\"class\":\"io.vertx.core.Promise\",\"method\":\"fail\",\"line\":90},{\"class\":\"io.vertx.sqlclient");

    private static final String TOO_LONG = "a".repeat(17 * 1024);
    private static final List<RequestFixture<?>> FIXTURES = Stream.of(
                    BrowserRequests.all(),
                    RelyingPartyRequests.all(),
                    ProviderRequests.all(),
                    PhoneRequests.all(),
                    DeviceRequests.all(),
                    OperatorRequests.all())
            .flatMap(requests -> requests)
            .toList();
    private static final Map<String, Long> READ = new ConcurrentHashMap<>();
    private static final AtomicInteger BODY_LINES = new AtomicInteger();
    private static final AtomicInteger BODIES = new AtomicInteger();

    @BeforeAll
    static void rememberLogs() throws IOException {
        for (String service : SERVICES) {
            READ.put(service, Files.size(log(service)));
        }
    }

    @AfterAll
    static void noLogHasAStackTrace() throws IOException {
        for (String service : SERVICES) {
            assertNoFailureIsLogged(service);
        }
        assertThat(BODY_LINES.get()).as("lines about bodies").isLessThanOrEqualTo(BODIES.get());
    }

    /** Otherwise the cases would try nothing. */
    @Test
    void everyRequestIsAcceptedAsItIs() {
        SoftAssertions.assertSoftly(softly -> FIXTURES.forEach(fixture -> {
            try {
                String answer = fixture.send();
                softly.assertThat(RequestFixture.status(answer))
                        .as(fixture + ": " + answer)
                        .isEqualTo(fixture.expected());
            } catch (IOException | RuntimeException e) {
                softly.fail(fixture.toString(), e);
            }
        }));
    }

    @Test
    void everyOperationAndEveryParameterOfTheDocumentsIsTried() {
        Map<String, Set<String>> tried = FIXTURES.stream()
                .map(RequestFixture::form)
                .collect(Collectors.toMap(
                        request -> request.method() + " " + request.path(),
                        request -> RequestPlace.of(request).stream()
                                .map(RequestPlace::name)
                                .collect(Collectors.toSet()),
                        Attack60MalformedInputTest::union));

        SoftAssertions.assertSoftly(softly -> SERVICES.stream()
                .flatMap(ApiOperations::of)
                .filter(operation -> !operation.parameters().isEmpty() || tried.containsKey(operation.name()))
                .forEach(operation -> softly.assertThat(tried.getOrDefault(operation.name(), Set.of()))
                        .as(operation.name())
                        .containsAll(operation.parameters())));
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> all = new HashSet<>(some);
        all.addAll(others);
        return all;
    }

    @ParameterizedTest
    @MethodSource
    void aMalformedValueInAValidRequest(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aMalformedValueInAValidRequest() {
        Set<String> parsers = new HashSet<>();
        return FIXTURES.stream()
                .flatMap(fixture -> RequestPlace.of(fixture.form()).stream()
                        .flatMap(place -> MalformedValues.of(place, !parsers.add(place.parser())).entrySet().stream()
                                .map(value -> malformed(fixture, place, value.getKey(), value.getValue()))));
    }

    private static Named<AttackCase> malformed(
            RequestFixture<?> fixture, RequestPlace place, String kind, JsonNode value) {
        String name = fixture + " with " + kind + " in " + place.name();
        return AttackCase.asserting(name, () -> {
                    assertClean(name, fixture.send(place.steps(), value));
                    assertNoFailureIsLogged(fixture.service());
                })
                .named();
    }

    @ParameterizedTest
    @MethodSource
    void aChunkedBodyOverTheLimit(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aChunkedBodyOverTheLimit() {
        return FIXTURES.stream()
                .filter(fixture -> fixture.form().hasBody())
                .map(fixture -> AttackCase.asserting(fixture + " with 17 KiB in chunks", () -> {
                            BODIES.incrementAndGet();
                            String answer = fixture.sendChunked(TOO_LONG);
                            assertThat(RequestFixture.status(answer)).as(answer).isEqualTo(413);
                            assertNoFailureIsLogged(fixture.service());
                        })
                        .named());
    }

    /** No failure, no stack trace, and an answer that says what it is: a problem, an OAuth error, or a page. */
    private static void assertClean(String name, String answer) {
        assertThat(answer).as("%s: closed without an answer", name).startsWith("HTTP/1.1 ");
        int status = RequestFixture.status(answer);
        assertThat(status).as("%s: %s", name, answer).isLessThan(500);
        assertThat(answer).doesNotContain("Exception", "\tat ");
        String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
        if (status >= 400 && !body.isEmpty()) {
            assertThat(body).containsAnyOf("\"urn:doorway:problem:", "\"error\"", "<h1");
        }
    }

    /** Reads what the service has logged since the last time. */
    private static void assertNoFailureIsLogged(String service) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log(service).toFile(), "r")) {
            long from = READ.getOrDefault(service, 0L);
            long length = file.length();
            if (length == from) {
                return;
            }
            READ.put(service, length);
            byte[] written = new byte[Math.toIntExact(length - from)];
            file.seek(from);
            file.readFully(written);
            List<String> lines = new String(written, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> BUSY_MACHINE.stream().noneMatch(line::contains))
                    .toList();
            BODY_LINES.addAndGet((int) lines.stream()
                    .filter(line -> line.contains("body could not be read"))
                    .count());
            assertThat(lines).as(service).noneMatch(line -> FAILURES.stream().anyMatch(line::contains));
        }
    }

    private static Path log(String service) {
        return TestPlatform.platform().data().resolve(service).resolve(service + ".log");
    }
}
