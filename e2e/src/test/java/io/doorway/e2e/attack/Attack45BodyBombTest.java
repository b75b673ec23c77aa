package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.TestPlatform;
import io.doorway.local.Platform.Parts;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
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
        name = "Body bombs and slow senders: bodies too large, too deep, of another type, or never ending",
        control =
                "16 KiB of body, 12 KiB of message, four levels of JSON, no duplicate member; a slow sender delays only itself",
        where = "libs/web `RequestFilters`; libs/login `StrictJws`")
class Attack45BodyBombTest {

    private static final List<String> PATHS_WITH_BODY = List.of(
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
    void aBodyThatIsTooLarge(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aBodyThatIsTooLarge() {
        return PATHS_WITH_BODY.stream()
                .flatMap(path -> Stream.of(16 * 1024 + 1, 100_000, 10_000_000, 2_000_000_000)
                        .map(size -> AttackCase.of(
                                        path + " with " + size + " bytes announced", () -> announce(path, size))
                                .refused(413, path.startsWith("/oauth2/") ? "invalid_request" : "too-large")
                                .named()));
    }

    @ParameterizedTest
    @MethodSource
    void aMalformedContentLength(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aMalformedContentLength() {
        return Stream.of("-1", "x", "99999999999999999999", "1e3", "0x10", "1, 2")
                .map(length -> AttackCase.asserting("Content-Length: " + length, () -> {
                            ObservedResponse answer =
                                    post("/approvals/scan", List.of("Content-Length: " + length), "x");
                            assertThat(answer.status()).isIn(0, 400, 413);
                        })
                        .named());
    }

    @ParameterizedTest
    @MethodSource
    void requestSmuggling(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    /** The gateway and the services must agree about the end of a request. */
    static Stream<Named<AttackCase>> requestSmuggling() {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        headers.put("two lengths", List.of("Content-Length: 1", "Content-Length: 2"));
        headers.put("length and chunks", List.of("Content-Length: 4", "Transfer-Encoding: chunked"));
        headers.put("chunks in another spelling", List.of("Content-Length: 4", "Transfer-Encoding: xchunked"));
        headers.put("a space before the colon", List.of("Content-Length : 4", "Transfer-Encoding: chunked"));
        return headers.entrySet().stream()
                .map(bad -> AttackCase.asserting(bad.getKey(), () -> {
                            String second = "GET /internal/metrics HTTP/1.1\r\nHost: x\r\n\r\n";
                            ObservedResponse answer = post("/approvals/scan", bad.getValue(), "0\r\n\r\n" + second);
                            assertThat(answer.status()).isNotEqualTo(200);
                            assertThat(answer.body()).doesNotContain("jvm_");
                        })
                        .named());
    }

    @ParameterizedTest
    @MethodSource
    void anotherMediaType(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> anotherMediaType() {
        return Stream.of(
                        "application/json",
                        "text/plain",
                        "application/xml",
                        "multipart/form-data",
                        "application/jwt",
                        "*/*x")
                .map(type -> AttackCase.asserting(type, () -> {
                            ObservedResponse answer = RawHttp.send(
                                    "POST",
                                    "/approvals/scan",
                                    List.of(host(), "Content-Type: " + type, "Content-Length: 2"),
                                    "{}");
                            assertThat(answer.status()).isIn(400, 415);
                        })
                        .named());
    }

    @Test
    void slowSendersDoNotDelayOthers() throws IOException {
        List<Socket> slow = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Socket socket = RawHttp.open(TestPlatform.issuer().getPort());
            socket.getOutputStream()
                    .write(("POST /approvals/scan HTTP/1.1\r\n" + host()
                                    + "\r\nContent-Type: application/jose\r\nContent-Length: 1000\r\n\r\nx")
                            .getBytes(StandardCharsets.US_ASCII));
            slow.add(socket);
        }

        assertThat(Victim.at("approved", Shop.PLAIN).login().accessToken()).isNotEmpty();

        for (Socket socket : slow) {
            socket.close();
        }
    }

    /** A request to the service itself, which must answer without waiting for the announced body. */
    private static ObservedResponse announce(String path, int size) throws IOException {
        String service = path.startsWith("/oauth2")
                ? Parts.SESSION
                : path.equals("/challenges") ? Parts.CHALLENGE : Parts.APPROVAL;
        String address = TestPlatform.platform().address(service);
        String request = "POST " + path + " HTTP/1.1\r\n" + host() + "\r\nContent-Type: "
                + TYPES.getOrDefault(path, "application/json") + "\r\nContent-Length: " + size + "\r\n\r\nx";
        return RawHttp.exchange(
                Integer.parseInt(address.substring(address.indexOf(':') + 1)),
                request.getBytes(StandardCharsets.US_ASCII));
    }

    private static ObservedResponse post(String path, List<String> headers, String body) throws IOException {
        List<String> all =
                new ArrayList<>(List.of(host(), "Content-Type: " + TYPES.getOrDefault(path, "application/json")));
        all.addAll(headers);
        return RawHttp.send("POST", path, all, body);
    }

    private static String host() {
        return "Host: " + TestPlatform.issuer().getAuthority();
    }
}
