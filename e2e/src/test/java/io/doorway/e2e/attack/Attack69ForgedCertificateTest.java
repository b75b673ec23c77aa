package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.clients.browser.BrowserResponse;
import io.doorway.e2e.support.CertificateClient;
import io.doorway.e2e.support.IssuerHttp;
import io.doorway.e2e.support.TestCertificate;
import io.doorway.e2e.support.TestPlatform;
import io.doorway.e2e.support.Till;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 69,
        name =
                "Forged certificate: a stolen token that is bound to a client certificate is used without it, with another one, or"
                        + " with its copy in the header of a proxy",
        control =
                "A bound token is accepted with the certificate of the TLS connection only; the proxies remove the header of a client,"
                        + " and the services believe it from trusted proxies only, if the operator says that these set it",
        where = "local `Gateway`, `ClientCertificates`; session-service `ReadClientCertificate`, `AuthenticateAccess`,"
                + " `TokenResource`, `MutualTlsCheck`")
class Attack69ForgedCertificateTest {
    private static final String HEADER = "Client-Cert";

    @TempDir
    static Path directory;

    private static CertificateClient owner;
    private static CertificateClient thief;
    private static CertificateClient withoutCertificate;
    private static Map<String, String> copied;

    @BeforeAll
    static void createClients() throws IOException {
        Path own = Files.createDirectory(directory.resolve("owner"));
        owner = CertificateClient.in(own);
        thief = CertificateClient.in(directory);
        withoutCertificate = CertificateClient.in(null);
        Path keys;
        try (var created = Files.list(own)) {
            keys = created.findFirst().orElseThrow();
        }
        copied = Map.of(HEADER, header(new TestCertificate(keys)));
    }

    private static String header(TestCertificate certificate) throws IOException {
        return ":" + Files.readString(certificate.certificate()).replaceAll("-----[A-Z ]+-----|\\s", "") + ":";
    }

    @Test
    void theOwnerUsesItsToken() {
        assertThat(owner.userInfo(token(), Map.of()).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource
    void aStolenToken(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aStolenToken() {
        return Stream.of(
                stolen("without a certificate", token -> withoutCertificate.userInfo(token, Map.of())),
                stolen("with another certificate", token -> thief.userInfo(token, Map.of())),
                stolen("with another certificate and a copy", token -> thief.userInfo(token, copied)),
                stolen("with a copy alone", token -> withoutCertificate.userInfo(token, copied)),
                stolen("at the port of browsers", token -> IssuerHttp.userInfo(token)),
                stolen(
                        "with a copy at the port of browsers",
                        token -> IssuerHttp.get(
                                "/oauth2/userinfo",
                                Map.of("Authorization", "Bearer " + token, HEADER, copied.get(HEADER)))));
    }

    private static Named<AttackCase> stolen(String name, Function<String, BrowserResponse> use) {
        return AttackCase.asserting(name, () -> {
                    BrowserResponse response = use.apply(token());
                    assertThat(response.status()).isEqualTo(401);
                    assertThat(response.headers().firstValue("WWW-Authenticate").orElse(""))
                            .contains("invalid_token");
                })
                .named();
    }

    @ParameterizedTest
    @MethodSource
    void aTokenRequest(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aTokenRequest() {
        return Stream.of(
                request("without a certificate", id -> withoutCertificate.tokens(id, Map.of())),
                request("with a copy alone", id -> withoutCertificate.tokens(id, copied)),
                request(
                        "with a copy at the port of browsers",
                        id -> IssuerHttp.form(
                                "/oauth2/token",
                                Map.of(
                                        "Authorization",
                                        Till.credentials("vault").get("Authorization"),
                                        HEADER,
                                        copied.get(HEADER)),
                                Map.of("grant_type", Till.GRANT, "auth_req_id", id))));
    }

    /** The owner gets its tokens afterwards. */
    private static Named<AttackCase> request(String name, Function<String, BrowserResponse> send) {
        return AttackCase.asserting(name, () -> {
                    String requestId = CertificateClient.approvedRequest(TestPlatform.person("Ada"));
                    BrowserResponse refused = send.apply(requestId);
                    assertThat(refused.status()).isEqualTo(400);
                    assertThat(refused.body()).contains("invalid_request", "client certificate");
                    assertThat(IssuerHttp.member(owner.tokens(requestId, Map.of()), "access_token"))
                            .isNotEmpty();
                })
                .named();
    }

    private static String token() {
        String requestId = CertificateClient.approvedRequest(TestPlatform.person("Ada"));
        return IssuerHttp.member(owner.tokens(requestId, Map.of()), "access_token");
    }
}
