package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.e2e.support.Doorway;
import io.doorway.e2e.support.Shop;
import io.doorway.local.Names;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 45,
        name = "Body bombs and slow senders: bodies too large, too deep, of another kind, or never ending",
        control =
                "16 KiB of body, 12 KiB of message, four levels of JSON, no member twice; who sends slowly waits alone",
        where = "libs/edge `BodyLimit`; approval-service `CompactJws`")
class Attack45BodyBombTest {

    private static final List<String> TAKING_BODIES = List.of(
            "/challenges",
            "/devices",
            "/approvals/scan",
            "/oauth2/token",
            "/oauth2/par",
            "/admin/accounts",
            "/admin/enrolments");

    private static final Map<String, String> TYPES = Map.of(
            "/devices", "application/jose",
            "/approvals/scan", "application/jose",
            "/oauth2/token", "application/x-www-form-urlencoded",
            "/oauth2/par", "application/x-www-form-urlencoded");

    @ParameterizedTest
    @MethodSource
    void aBodyThatIsTooLarge(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<Attempt>> aBodyThatIsTooLarge() {
        return TAKING_BODIES.stream()
                .flatMap(path -> Stream.of(16 * 1024 + 1, 100_000, 10_000_000, 2_000_000_000)
                        .map(size -> Attempt.of(path + " with " + size + " bytes announced", () -> announce(path, size))
                                .refused(413, "too-large")
                                .named()));
    }

    @ParameterizedTest
    @MethodSource
    void aLengthThatIsNone(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<Attempt>> aLengthThatIsNone() {
        return Stream.of("-1", "x", "99999999999999999999", "1e3", "0x10", "1, 2")
                .map(length -> Attempt.holding("Content-Length: " + length, () -> {
                            Answer answer = post("/approvals/scan", List.of("Content-Length: " + length), "x");
                            assertThat(answer.status()).isIn(0, 400, 413);
                        })
                        .named());
    }

    @ParameterizedTest
    @MethodSource
    void aRequestThatIsTwo(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    /** Request smuggling: the gateway and the services must not see different ends. */
    static Stream<Named<Attempt>> aRequestThatIsTwo() {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        headers.put("two lengths", List.of("Content-Length: 1", "Content-Length: 2"));
        headers.put("length and chunks", List.of("Content-Length: 4", "Transfer-Encoding: chunked"));
        headers.put("chunks in another spelling", List.of("Content-Length: 4", "Transfer-Encoding: xchunked"));
        headers.put("a space before the colon", List.of("Content-Length : 4", "Transfer-Encoding: chunked"));
        return headers.entrySet().stream()
                .map(bad -> Attempt.holding(bad.getKey(), () -> {
                            String second = "GET /internal/metrics HTTP/1.1\r\nHost: x\r\n\r\n";
                            Answer answer = post("/approvals/scan", bad.getValue(), "0\r\n\r\n" + second);
                            assertThat(answer.status()).isNotEqualTo(200);
                            assertThat(answer.body()).doesNotContain("jvm_");
                        })
                        .named());
    }

    @ParameterizedTest
    @MethodSource
    void anotherMediaType(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<Attempt>> anotherMediaType() {
        return Stream.of(
                        "application/json",
                        "text/plain",
                        "application/xml",
                        "multipart/form-data",
                        "application/jwt",
                        "*/*x")
                .map(type -> Attempt.holding(type, () -> {
                            Answer answer = RawHttp.send(
                                    "POST",
                                    "/approvals/scan",
                                    List.of(host(), "Content-Type: " + type, "Content-Length: 2"),
                                    "{}");
                            assertThat(answer.status()).isIn(400, 415);
                        })
                        .named());
    }

    @Test
    void slowSendersHoldUpNobody() throws IOException {
        List<Socket> slow = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Socket socket = RawHttp.open(Doorway.issuer().getPort());
            socket.getOutputStream()
                    .write(("POST /approvals/scan HTTP/1.1\r\n" + host()
                                    + "\r\nContent-Type: application/jose\r\nContent-Length: 1000\r\n\r\nx")
                            .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            slow.add(socket);
        }

        assertThat(Tokens.accessToken(Victim.at("approved", Shop.PLAIN).login()))
                .isNotEmpty();

        for (Socket socket : slow) {
            socket.close();
        }
    }

    /** To the service itself, which answers without waiting for what was announced. */
    private static Answer announce(String path, int size) throws IOException {
        String service = path.startsWith("/oauth2")
                ? Names.SESSION
                : path.equals("/challenges") ? Names.CHALLENGE : Names.APPROVAL;
        String address = Doorway.platform().address(service);
        String request = "POST " + path + " HTTP/1.1\r\n" + host() + "\r\nContent-Type: "
                + TYPES.getOrDefault(path, "application/json") + "\r\nContent-Length: " + size + "\r\n\r\nx";
        return RawHttp.exchange(
                Integer.parseInt(address.substring(address.indexOf(':') + 1)),
                request.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    private static Answer post(String path, List<String> headers, String body) throws IOException {
        List<String> all =
                new ArrayList<>(List.of(host(), "Content-Type: " + TYPES.getOrDefault(path, "application/json")));
        all.addAll(headers);
        return RawHttp.send("POST", path, all, body);
    }

    private static String host() {
        return "Host: " + Doorway.issuer().getAuthority();
    }
}
