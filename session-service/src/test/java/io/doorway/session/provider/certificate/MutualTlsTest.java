package io.doorway.session.provider.certificate;

import static io.doorway.session.support.ProviderUnderTest.CERTIFICATE;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.X509CertUtils;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import io.doorway.clients.jws.JwsSigner;
import io.doorway.session.support.FapiClient;
import io.doorway.session.support.ProviderUnderTest;
import io.doorway.session.support.RefreshTest;
import io.doorway.session.support.RefreshingClient;
import io.doorway.session.support.TestClientCertificate;
import io.doorway.session.support.TestProof;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Certificates of clients (RFC 8705), as a proxy on this machine passes them. */
@QuarkusTest
class MutualTlsTest extends RefreshTest {
    private static final String HEADER = "Client-Cert";
    private static final String TOKEN = "/oauth2/token";
    private static final String THUMBPRINT =
            X509CertUtils.computeSHA256Thumbprint(CERTIFICATE.certificate()).toString();

    /** Of the same subject, so that only the certificate itself differs. */
    private static final TestClientCertificate OTHER = TestClientCertificate.ofBank();

    private static final RefreshingClient TRADER = client("trader");
    private static final RefreshingClient TERMINAL = client("terminal");

    private static RefreshingClient client(String id) {
        return new RefreshingClient("https://" + id + ".example/back", Map.of("client_id", id));
    }

    @Test
    void aTokenIsAcceptedWithTheCertificateOfItsRequestOnly() {
        String token = accessToken(tokens(TRADER, CERTIFICATE));

        userInfo(token, CERTIFICATE.header()).statusCode(200);
        userInfo(token, OTHER.header())
                .statusCode(401)
                .header("WWW-Authenticate", containsString("error=\"invalid_token\""));
        claims(token).statusCode(401).header("WWW-Authenticate", containsString("bound to a client certificate"));
    }

    @Test
    void introspectionStatesTheCertificate() {
        String token = accessToken(tokens(TRADER, CERTIFICATE));

        TRADER.identified()
                .header(HEADER, CERTIFICATE.header())
                .formParam("token", token)
                .post("/oauth2/introspect")
                .then()
                .body("active", is(true))
                .body("token_type", is("Bearer"))
                .body("cnf", is(Map.of("x5t#S256", THUMBPRINT)));
    }

    @Test
    void aTokenForAResourceStatesTheCertificate() throws Exception {
        Response tokens = TRADER.redemption(code(TRADER), bank)
                .formParam("resource", "https://api.trader.example")
                .header(HEADER, CERTIFICATE.header())
                .post(TOKEN);

        assertThat(SignedJWT.parse(accessToken(tokens)).getJWTClaimsSet().getJSONObjectClaim("cnf"))
                .isEqualTo(Map.of("x5t#S256", THUMBPRINT));
    }

    @Test
    void aTokenRequestWithoutACertificateIsRefusedAndDoesNotUseTheCode() {
        String code = code(TERMINAL);

        TERMINAL.redemption(code, bank)
                .post(TOKEN)
                .then()
                .statusCode(400)
                .body("error", is("invalid_request"))
                .body("error_description", containsString("client certificate"));
        redeem(TERMINAL, code, CERTIFICATE).then().statusCode(200).body("token_type", is("Bearer"));
    }

    @Test
    void aDpopProofDoesNotReplaceTheCertificate() {
        String proof = new TestProof(JwsSigner.newKey(), "POST", URI.create(issuer.uri() + TOKEN)).signed();

        TRADER.redemption(code(TRADER), bank)
                .header(HEADER, CERTIFICATE.header())
                .header("DPoP", proof)
                .post(TOKEN)
                .then()
                .statusCode(400)
                .body("error", is("invalid_dpop_proof"));
    }

    /** RFC 8705 section 5: a client sends its requests to the alias, and names that in what it signs. */
    @Test
    void theAliasOfAnEndpointIsTheTargetOfAProofAndTheAudienceOfAnAssertion() {
        RefreshingClient fund = client("fund");
        ECKey key = JwsSigner.newKey();
        URI alias = URI.create(ProviderUnderTest.MUTUAL_TLS_ORIGIN);
        Response tokens = fund.redemption(code(fund), bank)
                .header(HEADER, CERTIFICATE.header())
                .header("DPoP", new TestProof(key, "POST", alias.resolve(TOKEN)).signed())
                .post(TOKEN);
        String token = accessToken(tokens);
        String proof = new TestProof(key, "GET", alias.resolve("/oauth2/userinfo"))
                .forToken(token)
                .signed();

        tokens.then().statusCode(200).body("token_type", is("DPoP"));
        given().header("Authorization", "DPoP " + token)
                .header("DPoP", proof)
                .get("/oauth2/userinfo")
                .then()
                .statusCode(200);
        new FapiClient("signed", issuer.uri())
                .authenticated(Map.of("aud", alias.resolve("/oauth2/introspect").toString()))
                .formParam("token", "unknown")
                .post("/oauth2/introspect")
                .then()
                .statusCode(200);
    }

    @Test
    void aRefreshTokenOfAPublicClientIsBoundToTheCertificateOfItsFirstRequest() {
        String refresh = refreshToken(tokens(TERMINAL, CERTIFICATE));

        refresh(TERMINAL, refresh, OTHER)
                .then()
                .statusCode(400)
                .body("error", is("invalid_grant"))
                .body("error_description", containsString("certificate"));
        refresh(TERMINAL, refresh, CERTIFICATE).then().statusCode(200).body("refresh_token", is(refresh));
    }

    @Test
    void aConfidentialClientMayRenewItsCertificateOnlyWithItsRegistration() {
        String refresh = refreshToken(tokens(TRADER, CERTIFICATE));

        refresh(TRADER, refresh, OTHER).then().statusCode(401).body("error", is("invalid_client"));
        refresh(TRADER, refresh, CERTIFICATE).then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({"trader", "fund"})
    void aClientIsAuthenticatedByItsCertificateOnly(String id) {
        RefreshingClient client = client(id);

        client.identified()
                .formParam("token", "unknown")
                .post("/oauth2/introspect")
                .then()
                .statusCode(401);
        introspect(client, TestClientCertificate.generate("-keyalg", "EC")).statusCode(401);
        client.identified()
                .formParam("client_secret", ProviderUnderTest.BANK_SECRET)
                .header(HEADER, CERTIFICATE.header())
                .formParam("token", "unknown")
                .post("/oauth2/introspect")
                .then()
                .statusCode(401)
                .body("error", is("invalid_client"));
        introspect(client, CERTIFICATE).statusCode(200).body("active", is(false));
    }

    @Test
    void aCertifiedNameIsEnoughWhereTheChainWasVerified() {
        introspect(client("fund"), OTHER).statusCode(200);
        introspect(client("trader"), OTHER).statusCode(401);
    }

    @Test
    void aPublishedCertificateIsThatOfTheClient() throws Exception {
        HttpServer keys = HttpServer.create(new InetSocketAddress("127.0.0.1", ProviderUnderTest.LOGOUT_PORT), 0);
        keys.createContext("/branch", exchange -> {
            byte[] set = ("{\"keys\":[" + OTHER.jwk() + "]}").getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, set.length);
            exchange.getResponseBody().write(set);
            exchange.close();
        });
        keys.start();
        try {
            introspect(client("branch"), CERTIFICATE).statusCode(401);
            introspect(client("branch"), OTHER).statusCode(200);
        } finally {
            keys.stop(0);
        }
    }

    @Test
    void aCertificateDoesNotAuthenticateAClientWithASecret() {
        introspect(client("portal"), CERTIFICATE).statusCode(401);
    }

    @Test
    void aClientWithoutABrowserAsksForItsTokensWithItsCertificate() {
        TRADER.identified()
                .header(HEADER, CERTIFICATE.header())
                .formParam("grant_type", "urn:openid:params:grant-type:ciba")
                .formParam("auth_req_id", "unknown")
                .post(TOKEN)
                .then()
                .statusCode(400)
                .body("error", is("invalid_grant"));
    }

    static Stream<List<String>> untrustedHeaders() {
        String valid = CERTIFICATE.header();
        byte[] longer = Arrays.copyOf(CERTIFICATE.der(), CERTIFICATE.der().length + 1);
        String withMore = ":" + Base64.getEncoder().encodeToString(longer) + ":";
        String pem = ":"
                + Base64.getEncoder()
                        .encodeToString(X509CertUtils.toPEMString(CERTIFICATE.certificate())
                                .getBytes(StandardCharsets.US_ASCII))
                + ":";
        String expired = TestClientCertificate.generate("-keyalg", "EC", "-startdate", "-10d", "-validity", "5")
                .header();
        String early = TestClientCertificate.generate("-keyalg", "EC", "-startdate", "+5d")
                .header();
        return Stream.of(
                List.of(""),
                List.of("::"),
                List.of(":AAAA:"),
                List.of(valid.substring(1)),
                List.of(valid + ";a=1"),
                List.of(valid + "," + valid),
                List.of(valid, valid),
                List.of(valid, OTHER.header()),
                List.of(withMore),
                List.of(pem),
                List.of(expired),
                List.of(early));
    }

    @ParameterizedTest
    @MethodSource("untrustedHeaders")
    void aHeaderThatIsNotOneValidCertificateIsRefused(List<String> headers) {
        String token = accessToken(tokens(TRADER, CERTIFICATE));

        TRADER.identified()
                .header(
                        HEADER,
                        headers.getFirst(),
                        headers.subList(1, headers.size()).toArray())
                .formParam("token", token)
                .post("/oauth2/introspect")
                .then()
                .statusCode(401)
                .body("error", is("invalid_client"))
                .body("error_description", matchesPattern(".*(Client-Cert |client certificate).*"));
        given().auth()
                .oauth2(token)
                .header(
                        HEADER,
                        headers.getFirst(),
                        headers.subList(1, headers.size()).toArray())
                .get("/oauth2/userinfo")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("invalid_token"));
    }

    @Test
    void aHeaderOfAnybodyButATrustedProxyIsRefused() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(issuer.uri() + "/oauth2/introspect"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header(HEADER, CERTIFICATE.header())
                .POST(BodyPublishers.ofString("client_id=trader&token=unknown"))
                .build();

        HttpResponse<String> answer;
        try (HttpClient stranger = HttpClient.newBuilder()
                .localAddress(InetAddress.getByName("127.0.0.77"))
                .build()) {
            answer = stranger.send(request, BodyHandlers.ofString());
        }

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("invalid_client", "trusted proxy");
    }

    @Test
    void theMetadataNamesTheMethodsAndTheAddresses() {
        given().get("/.well-known/openid-configuration")
                .then()
                .body("tls_client_certificate_bound_access_tokens", is(true))
                .body(
                        "token_endpoint_auth_methods_supported",
                        hasItems("tls_client_auth", "self_signed_tls_client_auth", "none"))
                .body("mtls_endpoint_aliases.token_endpoint", is(ProviderUnderTest.MUTUAL_TLS_ORIGIN + TOKEN))
                .body(
                        "mtls_endpoint_aliases.userinfo_endpoint",
                        is(ProviderUnderTest.MUTUAL_TLS_ORIGIN + "/oauth2/userinfo"))
                .body("token_endpoint", is(issuer.uri() + TOKEN));
    }

    private Response tokens(RefreshingClient client, TestClientCertificate certificate) {
        return redeem(client, code(client), certificate);
    }

    private Response redeem(RefreshingClient client, String code, TestClientCertificate certificate) {
        return client.redemption(code, bank)
                .header(HEADER, certificate.header())
                .post(TOKEN);
    }

    private static Response refresh(RefreshingClient client, String token, TestClientCertificate certificate) {
        return client.refreshRequest(token).header(HEADER, certificate.header()).post(TOKEN);
    }

    private static ValidatableResponse introspect(RefreshingClient client, TestClientCertificate certificate) {
        return client.identified()
                .header(HEADER, certificate.header())
                .formParam("token", "unknown")
                .post("/oauth2/introspect")
                .then();
    }

    private static ValidatableResponse userInfo(String token, String header) {
        return given().auth()
                .oauth2(token)
                .header(HEADER, header)
                .get("/oauth2/userinfo")
                .then();
    }
}
