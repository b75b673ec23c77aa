package io.doorway.e2e.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.doorway.clients.browser.HeadlessBrowser;
import io.doorway.clients.browser.LoginEventSocket;
import io.doorway.clients.browser.LoginPageMessages.LoginPageData;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.ScannedLogin;
import io.doorway.e2e.support.ExampleProxy;
import io.doorway.e2e.support.ExampleProxy.Program;
import io.doorway.e2e.support.IssuerHttp;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.TestCertificate;
import io.doorway.e2e.support.TestPlatform;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The examples of {@code deploy/proxies} in front of the platform. The browser has another address than the proxy. */
class BehindProxiesTest {

    private static final String BROWSER = "127.0.0.77";
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration START = Duration.ofMinutes(1);

    /** Shorter than the 60 seconds after which proxies close a silent connection. */
    private static final Duration SILENCE = Duration.ofSeconds(25);

    private static final Map<Program, ExampleProxy> PROXIES = new EnumMap<>(Program.class);

    @TempDir
    static Path directory;

    private static TestCertificate certificate;
    private static HttpClient http;
    private static HeadlessPhone phone;

    @BeforeAll
    static void startProxies() throws IOException {
        certificate = TestCertificate.in(directory);
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .sslContext(certificate.trustingContext())
                .localAddress(InetAddress.getByName(BROWSER))
                .build();
        phone = TestPlatform.person("Ada").headlessPhone();
        for (Program program : Program.values()) {
            if (program.isInstalled()) {
                PROXIES.put(program, program.start(directory, certificate, TestPlatform.platform()::address));
            }
        }
        // A proxy may listen before it has its routes.
        PROXIES.keySet()
                .forEach(program -> await(program.name())
                        .atMost(START)
                        .ignoreExceptions()
                        .untilAsserted(() -> assertThat(get(program, "/.well-known/openid-configuration", Map.of())
                                        .statusCode())
                                .isEqualTo(200)));
    }

    @AfterAll
    static void stopProxies() {
        PROXIES.values().forEach(ExampleProxy::close);
    }

    /** A login page in a browser behind the proxy. Its client forges the header that the proxy sets. */
    private record Login(Program program, HeadlessBrowser browser, String challenge) {

        static Login begin(Program program) {
            HeadlessBrowser browser = new HeadlessBrowser(http, origin(program), TestPlatform.issuer());
            LoginPageData page = browser.open(Shop.authorization(Shop.PLAIN.request(new CodeVerifier())));
            String created = browser.sendWithProof(
                            "POST",
                            "/challenges",
                            Map.of(
                                    "Authorization",
                                    "Bearer " + page.ticket(),
                                    "X-Forwarded-For",
                                    "203.0.113.66",
                                    "Forwarded",
                                    "for=203.0.113.66"))
                    .requireSuccess()
                    .body();
            return new Login(program, browser, created.replaceAll(".*\"challenge_id\":\"([^\"]+)\".*", "$1"));
        }

        ScannedLogin scan() {
            return phone.scan(() -> browser.frames(challenge).current().content());
        }

        /** Approves and completes, while the page waits in its own way. */
        void finish(ScannedLogin scanned, Runnable awaitApproval) {
            assertThat(scanned.transcript()).contains("\"ip\":\"" + BROWSER + "\"");
            phone.approve(scanned);
            awaitApproval.run();
            assertThat(IssuerHttp.parameter(browser.complete(challenge), "code"))
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLoginByWebSocket(Program program) {
        Login login = Login.begin(program);
        try (LoginEventSocket socket = login.browser().openEventSocket(login.challenge())) {
            login.finish(login.scan(), () -> socket.await("approved", TIMEOUT));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLoginByStream(Program program) throws Exception {
        Login login = Login.begin(program);
        HttpResponse<Stream<String>> stream = watch(login);
        assertThat(stream.headers().firstValue("Cache-Control")).hasValue("no-store, no-transform");

        login.finish(login.scan(), () -> awaitLine(stream, "\"approved\""));
    }

    @ParameterizedTest
    @EnumSource
    void aLoginByPolling(Program program) {
        Login login = Login.begin(program);

        login.finish(
                login.scan(),
                () -> await().atMost(TIMEOUT)
                        .until(() ->
                                login.browser().poll(login.challenge()).state().equals("approved")));
    }

    /** The state is sent again although nothing has changed. */
    @Test
    void anIdleStreamIsNotSilent() throws Exception {
        List<CompletableFuture<Long>> twoMessages = new ArrayList<>();
        for (Program program : PROXIES.keySet()) {
            HttpResponse<Stream<String>> stream = watch(Login.begin(program));
            twoMessages.add(CompletableFuture.supplyAsync(
                    () -> stream.body()
                            .filter(line -> line.startsWith("data"))
                            .limit(2)
                            .count(),
                    Thread::startVirtualThread));
        }

        for (CompletableFuture<Long> messages : twoMessages) {
            assertThat(messages.get(SILENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void noSpellingOfAPathReachesHealthAndMetrics(Program program) throws Exception {
        for (String path : new String[] {
            "/internal", "/internal/health/live", "//internal/health/live", "/x/../internal/health/live",
            "/%69nternal/health/live", "/internal%2Fhealth/live", "/./internal/metrics", "/app/../internal/metrics"
        }) {
            HttpResponse<String> answer = get(program, path, Map.of());

            assertThat(answer.statusCode()).as(path).isBetween(400, 499);
            assertThat(answer.body()).as(path).doesNotContain("UP", "http_server");
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachPathReachesItsService(Program program) throws Exception {
        for (String path : new String[] {
            "/.well-known/openid-configuration",
            "/oauth2/userinfo",
            "/challenges",
            "/challenges/x/frames",
            "/Q/x",
            "/app/",
            "/approvals/x/outcome",
            "/devices",
            "/passkeys",
            "/browsers",
            "/activity",
            "/admin/accounts",
            "/audit/events",
            "/auditor",
            "/apple",
            "/"
        }) {
            HttpResponse<String> direct = TestPlatform.HTTP.send(
                    HttpRequest.newBuilder(TestPlatform.issuer().resolve(path)).build(), BodyHandlers.ofString());
            HttpResponse<String> answer = get(program, path, Map.of());

            assertThat(answer.statusCode()).as(path).isEqualTo(direct.statusCode());
            assertThat(answer.headers().firstValue("Content-Type"))
                    .as(path)
                    .isEqualTo(direct.headers().firstValue("Content-Type"));
        }
    }

    /** The platform believes the header of a proxy, and would refuse this one for it. */
    @ParameterizedTest
    @EnumSource
    void theCertificateHeaderOfAClientIsRemoved(Program program) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(origin(program) + "/oauth2/introspect"))
                .timeout(TIMEOUT)
                .header("Client-Cert", ":AAAA:")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("client_id=nobody&token=unknown"))
                .build();

        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("invalid_client").doesNotContain("certificate", "Client-Cert");
    }

    @ParameterizedTest
    @EnumSource
    void aRequestThatIsTooLongGetsDoorwaysAnswer(Program program) throws Exception {
        HttpResponse<String> line = get(program, "/oauth2/authorize?state=" + "x".repeat(20_000), Map.of());
        HttpResponse<String> header = get(program, "/", Map.of("X-Long", "x".repeat(20_000)));

        assertThat(line.statusCode()).isEqualTo(414);
        assertThat(header.statusCode()).isEqualTo(431);
        assertThat(line.body()).contains("urn:doorway:problem:too-long");
        assertThat(header.body()).contains("urn:doorway:problem:too-long");
    }

    @ParameterizedTest
    @EnumSource
    void tlsIsModern(Program program) throws Exception {
        assertThat(handshake(program, "TLSv1.3", null)).startsWith("TLSv1.3 TLS_AES_");
        assertThat(handshake(program, "TLSv1.2", null))
                .matches("TLSv1\\.2 TLS_ECDHE_ECDSA_WITH_AES_(128_GCM_SHA256|256_GCM_SHA384)");
        assertThatThrownBy(() -> handshake(program, "TLSv1.2", "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384"))
                .isInstanceOf(SSLException.class);
        assertThatThrownBy(() -> handshake(program, "TLSv1.2", "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256"))
                .isInstanceOf(SSLException.class);
    }

    private static URI origin(Program program) {
        assumeThat(PROXIES).as("not installed: %s", program).containsKey(program);
        return PROXIES.get(program).origin();
    }

    private static HttpResponse<Stream<String>> watch(Login login) throws Exception {
        String path = HeadlessBrowser.eventsPath(login.challenge());
        HttpRequest request = HttpRequest.newBuilder(URI.create(origin(login.program()) + path))
                .header("Accept", "text/event-stream")
                .header("Cookie", "__Host-doorway=" + login.browser().bindingCookie())
                .header("DPoP", login.browser().proof("GET", path))
                .build();
        HttpResponse<Stream<String>> stream = http.send(request, BodyHandlers.ofLines());
        assertThat(stream.statusCode()).isEqualTo(200);
        return stream;
    }

    private static void awaitLine(HttpResponse<Stream<String>> stream, String text) {
        CompletableFuture<Boolean> found = CompletableFuture.supplyAsync(
                () -> stream.body().anyMatch(line -> line.contains(text)), Thread::startVirtualThread);
        assertThat(found.orTimeout(TIMEOUT.toSeconds(), TimeUnit.SECONDS).join())
                .isTrue();
    }

    private static HttpResponse<String> get(Program program, String path, Map<String, String> headers)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(origin(program) + path)).timeout(TIMEOUT);
        headers.forEach(request::header);
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static String handshake(Program program, String protocol, String suite) throws IOException {
        URI origin = origin(program);
        try (SSLSocket socket = (SSLSocket)
                certificate.trustingContext().getSocketFactory().createSocket(origin.getHost(), origin.getPort())) {
            socket.setEnabledProtocols(new String[] {protocol});
            if (suite != null) {
                socket.setEnabledCipherSuites(new String[] {suite});
            }
            socket.startHandshake();
            return socket.getSession().getProtocol() + " " + socket.getSession().getCipherSuite();
        }
    }
}
