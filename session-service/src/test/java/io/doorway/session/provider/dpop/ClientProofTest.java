package io.doorway.session.provider.dpop;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import io.doorway.clients.jws.JwsSigner;
import io.doorway.session.provider.oauth.RsaKeys;
import io.doorway.session.support.ProviderTest;
import io.doorway.session.support.ProviderUnderTest;
import io.doorway.session.support.TestProof;
import io.doorway.testkit.concurrent.ConcurrentCalls;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Access tokens that are bound to a key of the client (RFC 9449). */
@QuarkusTest
class ClientProofTest extends ProviderTest {
    private static final String CALLBACK = "http://localhost:8090/callback";
    private static final String TOKEN = "/oauth2/token";
    private static final String UUID_4 = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";
    private static final String USERINFO = "/oauth2/userinfo";

    private final ECKey key = JwsSigner.newKey();

    @Test
    void aTokenThatIsRequestedWithAProofIsBoundToItsKey() throws Exception {
        String token = boundToken();

        claims(token, proof("GET", USERINFO).forToken(token).signed())
                .then()
                .statusCode(200)
                .body("sub", notNullValue());
        bank().formParam("token", token)
                .post("/oauth2/introspect")
                .then()
                .body("token_type", is("DPoP"))
                .body("cnf.jkt", is(key.computeThumbprint().toString()));
    }

    @Test
    void aRequestWithoutAProofGetsABearerToken() {
        redemption()
                .post(TOKEN)
                .then()
                .statusCode(200)
                .body("token_type", is("Bearer"))
                .header("DPoP-Nonce", nullValue());
    }

    @Test
    void aBoundTokenIsNotAcceptedAsABearerToken() {
        String token = boundToken();

        given().header("Authorization", "Bearer " + token)
                .get(USERINFO)
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", startsWith("DPoP"));
        given().formParam("access_token", token).post(USERINFO).then().statusCode(401);
    }

    @Test
    void aBearerTokenIsNotAcceptedWithAProof() {
        String token = redemption().post(TOKEN).path("access_token");

        claims(token, proof("GET", USERINFO).forToken(token).signed())
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", startsWith("DPoP error=\"invalid_token\""));
    }

    @Test
    void aBoundTokenNeedsAProofOfItsKeyForThisTokenAndThisRequest() {
        String token = boundToken();
        TestProof valid = proof("GET", USERINFO).forToken(token);
        TestProof ofAnotherKey = new TestProof(JwsSigner.newKey(), valid.claims());

        given().header("Authorization", "DPoP " + token).get(USERINFO).then().statusCode(401);
        for (TestProof proof : List.of(
                ofAnotherKey,
                valid.with("ath", "another"),
                proof("GET", USERINFO),
                valid.with("htm", "POST"),
                valid.with("htu", issuer.uri() + TOKEN),
                valid.with("jti", ""))) {
            claims(token, proof.signed())
                    .then()
                    .statusCode(401)
                    .header("WWW-Authenticate", startsWith("DPoP error=\"invalid_"));
        }
        claims(token, valid.signed()).then().statusCode(200);
    }

    @Test
    void theTargetOfAProofMayHaveAnotherNotation() {
        String token = boundToken();
        String target = issuer.uri() + USERINFO;

        for (String same : List.of(
                target + "?query#fragment",
                target.replace("http://localhost", "HTTP://LOCALHOST"),
                target.replace("userinfo", "%75ser%69nfo"),
                target.replace("/oauth2/", "/a/../oauth2/./"))) {
            claims(
                            token,
                            proof("GET", USERINFO)
                                    .forToken(token)
                                    .with("htu", same)
                                    .signed())
                    .then()
                    .statusCode(200);
        }
        for (String another : List.of(
                target + "/",
                target + "%2F",
                target.replace("userinfo", "USERINFO"),
                target.replace("//", "//user@"),
                target.replace("http:", "https:"),
                USERINFO,
                "userinfo:" + target,
                "%")) {
            claims(
                            token,
                            proof("GET", USERINFO)
                                    .forToken(token)
                                    .with("htu", another)
                                    .signed())
                    .then()
                    .statusCode(401);
        }
    }

    @Test
    void aProofIsAcceptedOnceHoweverManySendIt() {
        String token = boundToken();
        String proof = proof("GET", USERINFO).forToken(token).signed();

        List<Integer> statuses =
                ConcurrentCalls.run(50, call -> claims(token, proof).statusCode());

        assertThat(statuses).containsOnlyOnce(200);
    }

    @ParameterizedTest
    @ValueSource(longs = {-3600, 3600})
    void aClientWhoseClockIsWrongGetsANonceAndDoesNotLoseItsCode(long offset) {
        AuthorizationCode code = code(bank);
        TestProof wrongClock = proof("POST", TOKEN).with("iat", Instant.now().getEpochSecond() + offset);

        Response refused = redemption(code).header("DPoP", wrongClock.signed()).post(TOKEN);
        String nonce = refused.header("DPoP-Nonce");
        Response accepted = redemption(code)
                .header(
                        "DPoP",
                        wrongClock
                                .with("jti", "of-the-second")
                                .with("nonce", nonce)
                                .signed())
                .post(TOKEN);

        refused.then().statusCode(400).body("error", is("use_dpop_nonce"));
        accepted.then().statusCode(200).body("token_type", is("DPoP"));
    }

    @Test
    void aNonceOfAnotherServerIsRefused() {
        redemption()
                .header("DPoP", proof("POST", TOKEN).with("nonce", "of another").signed())
                .post(TOKEN)
                .then()
                .statusCode(400)
                .body("error", is("use_dpop_nonce"))
                .header("DPoP-Nonce", notNullValue());
    }

    @Test
    void aResourceAsksForANonceWith401() {
        String token = boundToken();

        claims(token, proof("GET", USERINFO).forToken(token).with("iat", 0).signed())
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", startsWith("DPoP error=\"use_dpop_nonce\""))
                .header("DPoP-Nonce", notNullValue());
    }

    @Test
    void twoProofsAreRefused() {
        redemption()
                .header("DPoP", proof("POST", TOKEN).signed())
                .header("DPoP", proof("POST", TOKEN).signed())
                .post(TOKEN)
                .then()
                .statusCode(400)
                .body("error", is("invalid_dpop_proof"));
    }

    @ParameterizedTest
    @CsvSource({"PS256, 200", "RS256, 400"})
    void anRsaKeySignsWithPs256(String algorithm, int status) throws JOSEException {
        RSAKey rsa = new RSAKeyGenerator(2048).generate();
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.parse(algorithm))
                .type(new JOSEObjectType("dpop+jwt"))
                .jwk(rsa.toPublicJWK())
                .build();

        redemption()
                .header("DPoP", JwsSigner.sign(header, rsa, proof("POST", TOKEN).claims()))
                .post(TOKEN)
                .then()
                .statusCode(status);
    }

    @Test
    void aShortRsaKeyIsRefused() throws JOSEException {
        RSAKey weak = new RSAKeyGenerator(1024, true).generate();
        String header = "{\"typ\":\"dpop+jwt\",\"alg\":\"PS256\",\"jwk\":" + weak.toPublicJWK() + "}";

        redemption()
                .header("DPoP", JwsSigner.withSignature(header, "{}", new byte[128]))
                .post(TOKEN)
                .then()
                .statusCode(400)
                .body("error_description", endsWith(RsaKeys.RULE));
    }

    /** It is verified before the sender is known, if the client is a public one, and a long exponent takes as long as a signature. */
    @ParameterizedTest
    @CsvSource({"2048, 65", "8193, 17"})
    void anRsaKeyThatTakesLongToVerifyIsRefused(int bits, int exponentBits) {
        RSAKey slow = new RSAKey.Builder(odd(bits), odd(exponentBits)).build();
        String header = "{\"typ\":\"dpop+jwt\",\"alg\":\"PS256\",\"jwk\":" + slow + "}";

        redemption()
                .header("DPoP", JwsSigner.withSignature(header, "{}", new byte[256]))
                .post(TOKEN)
                .then()
                .statusCode(400)
                .body("error_description", endsWith(RsaKeys.RULE));
    }

    private static Base64URL odd(int bits) {
        return Base64URL.encode(BigInteger.ONE.shiftLeft(bits - 1).add(BigInteger.ONE));
    }

    @Test
    void aProofWithThePrivateKeyIsRefused() {
        String header = "{\"typ\":\"dpop+jwt\",\"alg\":\"ES256\",\"jwk\":" + key.toJSONString() + "}";
        String claims = new JsonObject(proof("POST", TOKEN).claims()).encode();

        redemption()
                .header("DPoP", JwsSigner.es256(key, header, claims))
                .post(TOKEN)
                .then()
                .statusCode(400)
                .body("error", is("invalid_dpop_proof"));
    }

    @Test
    void aRequestWithoutATokenLearnsBothSchemes() {
        assertThat(given().get(USERINFO).headers().getValues("WWW-Authenticate"))
                .containsExactly("Bearer", "DPoP algs=\"ES256 PS256\"");
    }

    @Test
    void userinfoReturnsTheInteractionIdOrANewOne() {
        String id = "c770aef3-6784-41f7-8e0e-ff5f97bddb3a";

        given().header("x-fapi-interaction-id", id).get(USERINFO).then().header("x-fapi-interaction-id", is(id));
        given().header("x-fapi-interaction-id", "a \"text\"")
                .get(USERINFO)
                .then()
                .header("x-fapi-interaction-id", matchesPattern(UUID_4));
        given().get(USERINFO).then().header("x-fapi-interaction-id", matchesPattern(UUID_4));
    }

    private String boundToken() {
        return redemption()
                .header("DPoP", proof("POST", TOKEN).signed())
                .post(TOKEN)
                .then()
                .statusCode(200)
                .body("token_type", is("DPoP"))
                .extract()
                .path("access_token");
    }

    private static Response claims(String token, String proof) {
        return given().header("Authorization", "DPoP " + token)
                .header("DPoP", proof)
                .get(USERINFO);
    }

    private RequestSpecification redemption() {
        return redemption(code(bank));
    }

    private RequestSpecification redemption(AuthorizationCode code) {
        return bank().formParam("grant_type", "authorization_code")
                .formParam("code", code.getValue())
                .formParam("redirect_uri", CALLBACK)
                .formParam("code_verifier", bank.verifier.getValue());
    }

    private static RequestSpecification bank() {
        return given().auth().preemptive().basic("bank", URLEncoder.encode(ProviderUnderTest.BANK_SECRET, UTF_8));
    }

    private TestProof proof(String method, String path) {
        return new TestProof(key, method, URI.create(issuer.uri() + path));
    }
}
