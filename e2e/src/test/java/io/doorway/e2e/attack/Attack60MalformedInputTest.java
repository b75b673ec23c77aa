package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.PhoneMessages;
import io.doorway.e2e.attack.ApiOperations.Operation;
import io.doorway.e2e.support.TestPlatform;
import io.doorway.local.Platform.Parts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Generated from the OpenAPI documents: every operation, every parameter and body member, every malformed value. */
@Attack(
        row = 60,
        name =
                "Malformed input: NUL bytes, broken escapes, values of another type or length, in every parameter of every operation",
        control = "Each value is parsed before it is used; what is not of the form of its type is a 4xx problem, "
                + "never a failure of a store and never a stack trace in the log",
        where =
                "libs/web `RequestFilters`, `JsonBody`, `ProblemMappers`; libs/login `StrictJws`; libs/protocol vocabulary")
class Attack60MalformedInputTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> SERVICES = List.of(Parts.CHALLENGE, Parts.APPROVAL, Parts.SESSION, Parts.AUDIT);
    private static final Map<String, Long> LOG_SIZES = new ConcurrentHashMap<>();

    private static HeadlessPhone phone;

    @BeforeAll
    static void rememberLogs() throws IOException {
        phone = TestPlatform.person("Malformed").headlessPhone();
        for (String service : SERVICES) {
            LOG_SIZES.put(service, Files.size(log(service)));
        }
    }

    @AfterAll
    static void noLogHasAStackTrace() throws IOException {
        for (String service : SERVICES) {
            byte[] all = Files.readAllBytes(log(service));
            int from = Math.toIntExact(LOG_SIZES.getOrDefault(service, 0L));
            String written = new String(all, from, all.length - from, StandardCharsets.UTF_8);
            assertThat(written.lines().filter(line -> line.contains("\"level\":\"ERROR\"") || line.contains("\tat ")))
                    .as(service)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource
    void aMalformedValueInAParameter(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aMalformedValueInAParameter() {
        return ApiOperations.all()
                .flatMap(operation -> operation.parameters().stream()
                        .flatMap(parameter -> values(parameter).entrySet().stream()
                                .map(value -> AttackCase.asserting(
                                                operation.name() + " with " + value.getKey() + " in " + parameter,
                                                () -> assertClean(exchange(
                                                        operation.port(),
                                                        request(operation, parameter, value.getValue()))))
                                        .named())));
    }

    @ParameterizedTest
    @MethodSource
    void aMalformedMemberOfASignedMessage(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    /** The signature is valid, so that the members are looked at. */
    static Stream<Named<AttackCase>> aMalformedMemberOfASignedMessage() {
        Map<String, Map.Entry<String, List<String>>> calls = Map.of(
                "/approvals/scan",
                Map.entry(PhoneMessages.SCAN, List.of("frame", "time_zone", "aud", "iat")),
                "/approvals/" + TestPlatform.UNKNOWN_ID + "/approve",
                Map.entry(PhoneMessages.APPROVAL, List.of("transcript", "aud", "iat")),
                "/approvals/" + TestPlatform.UNKNOWN_ID + "/reject",
                Map.entry(PhoneMessages.REJECTION, List.of("transcript", "reason", "aud")),
                "/passkeys",
                Map.entry(PhoneMessages.PASSKEY, List.of("nonce", "client_data_json", "attestation_object")),
                "/activity/" + TestPlatform.UNKNOWN_ID + "/disown",
                Map.entry(PhoneMessages.DEVICE, List.of("nonce", "aud")));
        return calls.entrySet().stream()
                .flatMap(call -> call.getValue().getValue().stream()
                        .flatMap(member -> MalformedValues.texts().entrySet().stream()
                                .map(value -> AttackCase.asserting(
                                                call.getKey() + " with " + value.getKey() + " in " + member, () -> {
                                                    String message = phone.signedMessage(
                                                            call.getValue().getKey(), Map.of(member, value.getValue()));
                                                    var answer = phone.api().post(call.getKey(), message);
                                                    assertThat(answer.status())
                                                            .as(answer.body())
                                                            .isBetween(400, 499);
                                                    assertThat(answer.problem()).isNotEmpty();
                                                })
                                        .named())));
    }

    @ParameterizedTest
    @MethodSource
    void aMalformedKeyId(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aMalformedKeyId() {
        return MalformedValues.texts().entrySet().stream()
                .map(value -> AttackCase.asserting(value.getKey() + " as kid", () -> {
                            String message = PhoneMessages.sign(
                                    PhoneMessages.SCAN,
                                    PhoneMessages.newKey(),
                                    value.getValue(),
                                    PhoneMessages.claims(TestPlatform.issuer().toString(), PhoneMessages.scanned("x")));
                            var answer = phone.api().post("/approvals/scan", message);
                            assertThat(answer.status()).as(answer.body()).isIn(400, 401);
                        })
                        .named());
    }

    private static Map<String, String> values(String parameter) {
        return parameter.startsWith("path ") || parameter.startsWith("query ") || parameter.startsWith("form ")
                ? MalformedValues.encoded()
                : MalformedValues.texts();
    }

    /** No failure, no stack trace, and an answer that says what it is: a problem, an OAuth error, or a page. */
    private static void assertClean(String answer) {
        assertThat(answer).as("closed without an answer").startsWith("HTTP/1.1 ");
        int status = Integer.parseInt(answer.substring(9, 12));
        assertThat(status).as(answer).isLessThan(500);
        assertThat(answer).doesNotContain("Exception", "\tat ");
        String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
        if (status >= 400 && !body.isEmpty()) {
            assertThat(body).containsAnyOf("\"urn:doorway:problem:", "\"error\"", "<h1");
        }
    }

    private static byte[] request(Operation operation, String parameter, String value) throws JsonProcessingException {
        String place = parameter.contains(" ") ? parameter.substring(0, parameter.indexOf(' ')) : parameter;
        String name = parameter.substring(parameter.indexOf(' ') + 1);
        String path = operation.path();
        if (place.equals("path")) {
            path = path.replace("{" + name + "}", value);
        }
        path = path.replaceAll("\\{[^}]*}", TestPlatform.UNKNOWN_ID);
        if (place.equals("query")) {
            path += "?" + name + "=" + value;
        }
        String body = switch (place) {
            case "body" -> value;
            case "member" -> JSON.writeValueAsString(Map.of(name, value));
            case "form" -> name + "=" + value;
            default -> "";
        };
        StringBuilder text = new StringBuilder(operation.method() + " " + path + " HTTP/1.1\r\nHost: "
                + TestPlatform.issuer().getAuthority() + "\r\nConnection: close\r\n");
        switch (place) {
            case "header" -> text.append(name).append(": ").append(value).append("\r\n");
            case "cookie" ->
                text.append("Cookie: ").append(name).append('=').append(value).append("\r\n");
            default -> text.append("Accept: application/json\r\n");
        }
        if (!name.equals("Authorization")) {
            text.append("Authorization: Bearer ").append(token(operation)).append("\r\n");
        }
        if (operation.mediaType() != null || place.equals("form")) {
            String type = place.equals("form") ? "application/x-www-form-urlencoded" : operation.mediaType();
            text.append("Content-Type: ").append(type).append("\r\n");
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        text.append("Content-Length: ").append(bytes.length).append("\r\n\r\n");
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(text.toString().getBytes(StandardCharsets.UTF_8));
        request.writeBytes(bytes);
        return request.toByteArray();
    }

    /** Operators' calls are authenticated, so that their parameters are looked at. */
    private static String token(Operation operation) {
        return TestPlatform.platform()
                .operatorToken(operation.service().equals(Parts.AUDIT) ? "security" : "enrolment");
    }

    /** The headers of a success, which may be a stream that does not end, or the whole of another answer. */
    private static String exchange(int port, byte[] request) throws IOException {
        try (Socket socket = RawHttp.open(port)) {
            socket.getOutputStream().write(request);
            InputStream in = socket.getInputStream();
            ByteArrayOutputStream read = new ByteArrayOutputStream();
            for (int next = in.read(); next >= 0; next = in.read()) {
                read.write(next);
                if (next == '\n' && read.size() > 12 && isSuccess(read)) {
                    break;
                }
            }
            return read.toString(StandardCharsets.UTF_8);
        }
    }

    private static boolean isSuccess(ByteArrayOutputStream read) {
        String text = read.toString(StandardCharsets.UTF_8);
        return text.startsWith("HTTP/1.1 2") && text.endsWith("\r\n\r\n");
    }

    private static Path log(String service) {
        return TestPlatform.platform().data().resolve(service).resolve(service + ".log");
    }
}
