package io.doorway.session.provider.par;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.doorway.clients.jws.JwsSigner;
import io.doorway.session.support.FapiClient;
import io.doorway.session.support.ProviderTest;
import io.doorway.session.support.ProviderUnderTest;
import io.doorway.session.support.TestSigningKeys;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Signed authorization requests (RFC 9101) and responses (JARM), as FAPI 2.0 Message Signing has them. */
@QuarkusTest
class RequestObjectTest extends ProviderTest {
    private static final String PAR = "/oauth2/par";

    private FapiClient client;

    @BeforeEach
    void register() {
        client = new FapiClient("signed", issuer.uri());
    }

    @Test
    void aSignedRequestLeadsToACode() {
        Map<String, Object> claims =
                Map.of("claims", Map.of("userinfo", Map.of("name", Map.of("essential", true))), "max_age", 300);
        URI start = client.pushed(client.signedRequest(ProviderUnderTest.FAPI_KEY, claims));

        URI response = completed(challenges.approved(ticketAt(start), browser, account));

        assertThat(response.getQuery()).contains("code=", "state=the-state", "iss=" + issuer.uri());
        client.tokenRequest(codeIn(bank, response).getValue())
                .post("/oauth2/token")
                .then()
                .statusCode(200);
    }

    @Test
    void anUnsignedRequestOfAClientThatMustSignIsRefused() {
        client.authorizationRequest()
                .post(PAR)
                .then()
                .statusCode(400)
                .body("error", is("invalid_request"))
                .body("error_description", containsString("signed request objects"));
    }

    @Test
    void aRequestThroughTheBrowserOfAClientThatMustSignIsRefused() {
        URI notPushed = URI.create(bank.request()
                .build()
                .toURI()
                .toString()
                .replaceAll("client_id=[^&]*", "client_id=signed")
                .replaceAll("redirect_uri=[^&]*", "redirect_uri=" + client.redirectUri()));

        assertThat(browser.open(notPushed).status()).isEqualTo(400);
    }

    @Test
    void aParameterBesideTheObjectIsRefused() {
        client.signedRequest(ProviderUnderTest.FAPI_KEY, Map.of())
                .formParam("state", "another")
                .post(PAR)
                .then()
                .statusCode(400)
                .body("error", is("invalid_request"));
    }

    @ParameterizedTest
    @MethodSource
    void anObjectThatIsNotValidIsRefused(String description, Map<String, Object> changed) {
        client.signedRequest(ProviderUnderTest.FAPI_KEY, changed)
                .post(PAR)
                .then()
                .statusCode(400)
                .body("error", is("invalid_request_object"))
                .body("error_description", containsString(description));
    }

    static Stream<Arguments> anObjectThatIsNotValidIsRefused() {
        long now = Instant.now().getEpochSecond();
        return Stream.of(
                Arguments.of("iss", Map.of("iss", "bank")),
                Arguments.of("client_id", Map.of("client_id", "bank")),
                Arguments.of("aud", Map.of("aud", "https://another.example")),
                Arguments.of("aud", Map.of("aud", "")),
                Arguments.of("nbf and exp", Map.of("nbf", "")),
                Arguments.of("nbf and exp", Map.of("exp", "")),
                Arguments.of("expired", Map.of("exp", now - 1)),
                Arguments.of("60 minutes after", Map.of("exp", now + 3700)),
                Arguments.of("60 minutes ago", Map.of("nbf", now - 3700)),
                Arguments.of("in the future", Map.of("nbf", now + 300, "exp", now + 400)),
                Arguments.of("iat of the request object is in the future", Map.of("iat", now + 3600)),
                Arguments.of("cannot contain", Map.of("request", "x")),
                Arguments.of("cannot contain", Map.of("request_uri", "x")));
    }

    @Test
    void anObjectThatAnotherKeySignedIsRefused() {
        client.signedRequest(JwsSigner.newKey(), Map.of())
                .post(PAR)
                .then()
                .statusCode(400)
                .body("error", is("invalid_request_object"));
    }

    @ParameterizedTest
    @CsvSource({"OAuth-aUTh-REQ+jWt, 400", "OAuth-aUTHZ-REQ+jWt, 201", "jwt, 201", "dpop+jwt, 400"})
    void theTypeOfAnObjectIsComparedWithoutItsCase(String type, int status) {
        client.signedRequest(ProviderUnderTest.FAPI_KEY, type, Map.of())
                .post(PAR)
                .then()
                .statusCode(status);
    }

    @ParameterizedTest
    @CsvSource({"signed, does not verify with a key of the client", "fapi, 'one of [ES256, PS256]'"})
    void onlyTheProfileExcludesRs256(String id, String refusal) throws Exception {
        FapiClient sender = new FapiClient(id, issuer.uri());
        String object = JwsSigner.sign(
                new JWSHeader(JWSAlgorithm.RS256),
                TestSigningKeys.KEYS.getKeys().get(1).toRSAKey(),
                sender.parameters());

        sender.authenticated()
                .formParam("request", object)
                .post(PAR)
                .then()
                .statusCode(400)
                .body("error", is("invalid_request_object"))
                .body("error_description", containsString(refusal));
    }

    @Test
    void anObjectThatIsNotSignedIsRefused() {
        String unsigned = JwsSigner.withSignature("{\"alg\":\"none\"}", "{}", new byte[0]);

        for (String object : List.of(unsigned, "text", "a.b.c", "null")) {
            client.authenticated()
                    .formParam("request", object)
                    .post(PAR)
                    .then()
                    .statusCode(400)
                    .body("error", is("invalid_request_object"));
        }
    }

    @Test
    void theResponseIsSignedIfTheModeSaysSo() throws Exception {
        URI start = client.pushed(client.signedRequest(ProviderUnderTest.FAPI_KEY, Map.of("response_mode", "jwt")));

        URI response = completed(challenges.approved(ticketAt(start), browser, account));

        JWTClaimsSet claims = verified(response);
        assertThat(claims.getIssuer()).isEqualTo(issuer.uri().toString());
        assertThat(claims.getAudience()).containsExactly("signed");
        assertThat(claims.getExpirationTime())
                .isAfter(Instant.now())
                .isBefore(Instant.now().plusSeconds(601));
        assertThat(claims.getStringClaim("state")).isEqualTo("the-state");
        client.tokenRequest(claims.getStringClaim("code"))
                .post("/oauth2/token")
                .then()
                .statusCode(200);
    }

    @Test
    void anErrorIsSignedToo() throws Exception {
        URI start = URI.create(bank.request().build().toURI() + "&response_mode=query.jwt&prompt=none");

        JWTClaimsSet claims = verified(browser.redirectOf(start));

        assertThat(claims.getStringClaim("error")).isEqualTo("login_required");
        assertThat(claims.getAudience()).containsExactly("bank");
    }

    /** The claims of the response's only parameter. */
    private JWTClaimsSet verified(URI response) throws Exception {
        assertThat(response.getQuery()).startsWith("response=").doesNotContain("&");
        SignedJWT jwt = SignedJWT.parse(response.getQuery().substring("response=".length()));
        JWKSet keys = JWKSet.load(bank.provider().getJWKSetURI().toURL());
        var key = keys.getKeyByKeyId(jwt.getHeader().getKeyID());
        assertThat(jwt.verify(new DefaultJWSVerifierFactory()
                        .createJWSVerifier(
                                jwt.getHeader(),
                                jwt.getHeader().getAlgorithm().equals(JWSAlgorithm.ES256)
                                        ? key.toECKey().toPublicKey()
                                        : key.toRSAKey().toPublicKey())))
                .isTrue();
        return jwt.getJWTClaimsSet();
    }
}
