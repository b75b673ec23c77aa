package io.doorway.session.provider.backchannel;

import static io.doorway.session.support.BackchannelClient.ask;
import static io.doorway.session.support.BackchannelClient.asked;
import static io.doorway.session.support.BackchannelClient.poll;
import static io.doorway.session.support.BackchannelClient.till;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.doorway.login.backchannel.PendingRequests;
import io.doorway.login.revocation.RevocationList;
import io.doorway.protocol.challenge.BackchannelRequest;
import io.doorway.protocol.challenge.Challenge;
import io.doorway.protocol.challenge.LoginRequest;
import io.doorway.protocol.vocabulary.Acr;
import io.doorway.protocol.vocabulary.Route;
import io.doorway.session.support.BackchannelClient;
import io.doorway.session.support.ProviderTest;
import io.doorway.session.support.ProviderUnderTest;
import io.doorway.session.support.TestChallenges;
import io.doorway.testkit.concurrent.ConcurrentCalls;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Logins and actions that a client starts for a known account, without a browser (OpenID Connect CIBA, poll). */
@QuarkusTest
class BackchannelTest extends ProviderTest {
    private static final int CONTENDERS = 96;
    private static final int AT_ONCE = 32;

    @Inject
    BackchannelClient phone;

    @Inject
    PendingRequests pendingRequests;

    @Inject
    RevocationList revocationList;

    @Test
    void aClientGetsTokensWhenThePersonHasApproved() throws ParseException {
        JsonPath asked = asked(account);
        assertThat(asked.getInt("expires_in")).isEqualTo(300);
        assertThat(asked.getInt("interval")).isEqualTo(5);
        poll(asked).then().statusCode(400).body("error", equalTo("authorization_pending"));

        phone.approve(asked, account);

        String token = poll(asked)
                .then()
                .statusCode(200)
                .body("token_type", equalTo("Bearer"))
                .extract()
                .path("id_token");
        JWTClaimsSet claims = SignedJWT.parse(token).getJWTClaimsSet();
        assertThat(claims.getSubject()).isEqualTo(account.value());
        assertThat(claims.getAudience()).containsExactly("till");
        assertThat(claims.getStringClaim("acr")).isEqualTo(Acr.PASSKEY.uri());
    }

    @Test
    void theChallengeNamesTheAccountAndTheMessageAndNoBrowser() {
        LoginRequest request = phone.stored(asked(account)).loginRequest();

        assertThat(request.route()).isEqualTo(Route.BACKCHANNEL);
        assertThat(request.backchannel())
                .isEqualTo(new BackchannelRequest(account, "K7 at till 4", Duration.ofMinutes(5)));
        assertThat(request.acr()).isEqualTo(Acr.PASSKEY);
        assertThat(request.browser().userAgent()).isEqualTo("no browser");
        assertThat(request.browser().shared()).isTrue();
    }

    @Test
    void anActionIsAskedAsInAnAuthorizationRequest() {
        String payment = "[{\"type\":\"payment\",\"amount\":\"12.50\",\"currency\":\"EUR\",\"payee\":\"Bob\"}]";

        JsonPath asked = ask(account, Map.of("authorization_details", payment))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        assertThat(phone.stored(asked).loginRequest().action().type()).isEqualTo("payment");
        ask(account, Map.of("authorization_details", "[{\"type\":\"payment\"}]"))
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_authorization_details"));
    }

    @Test
    void aRequestForTheSubjectOfAnotherPersonThanTheHintIsRefused() {
        String claims = "{\"id_token\":{\"sub\":{\"value\":\"%s\"}}}";

        ask(account, Map.of("claims", claims.formatted("somebody")))
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"))
                .body("error_description", containsString("another value than the account of the hint"));
        ask(account, Map.of("claims", claims.formatted(account.value()))).then().statusCode(200);
    }

    @Test
    void thePersonMayRejectAndTheRequestMayExpire() {
        JsonPath rejected = asked(account);
        phone.reject(rejected, account);
        poll(rejected).then().statusCode(400).body("error", equalTo("access_denied"));

        JsonPath expired = asked(account);
        phone.expire(expired);
        poll(expired).then().statusCode(400).body("error", equalTo("expired_token"));
    }

    @Test
    void aClientThatAsksTooOftenIsToldToSlowDown() {
        JsonPath asked = asked(account);

        poll(asked).then().body("error", equalTo("authorization_pending"));
        phone.stopIntervalOf(asked);
        poll(asked).then().statusCode(400).body("error", equalTo("slow_down"));
    }

    @Test
    void aCopyOfTheRequestThatWasAnsweredIsRefusedAndEndsNothing() {
        JsonPath asked = asked(account);
        phone.approve(asked, account);
        String token = poll(asked).then().statusCode(200).extract().jsonPath().getString("access_token");

        phone.stopIntervalOf(asked);
        poll(asked).then().statusCode(400).body("error", equalTo("invalid_grant"));

        given().auth().oauth2(token).get("/oauth2/userinfo").then().statusCode(200);
    }

    /** Of clients that ask at once, one gets tokens, and they are valid; the others came too early. */
    @Test
    void contendersGetTokensOnce() throws Exception {
        JsonPath asked = asked(account);
        phone.approve(asked, account);

        List<Integer> statuses =
                ConcurrentCalls.run(CONTENDERS, AT_ONCE, call -> poll(asked).statusCode());

        assertThat(statuses).filteredOn(status -> status == 200).hasSize(1);
        assertThat(statuses).filteredOn(status -> status != 200).containsOnly(400);
    }

    @Test
    void anotherClientsAnInventedAndAnAlteredRequestIdHaveOneAnswer() {
        String requestId = asked(account).getString("auth_req_id");
        String altered = requestId.substring(0, requestId.length() - 2) + (requestId.endsWith("AA") ? "BB" : "AA");
        String ofTheChallenge = requestId.split("\\.")[0];

        poll(till(), altered).then().statusCode(400).body("error", equalTo("invalid_grant"));
        poll(till(), "invented").then().statusCode(400).body("error", equalTo("invalid_grant"));
        poll(till(), ofTheChallenge).then().statusCode(400).body("error", equalTo("invalid_grant"));
        poll(given().auth().preemptive().basic("bank", ProviderUnderTest.BANK_SECRET), requestId)
                .then()
                .statusCode(400)
                .body("error", equalTo("unauthorized_client"));
    }

    @Test
    void aRevokedDeviceGetsNobodyLoggedIn() {
        JsonPath asked = asked(account);
        phone.approve(asked, account);
        revocationList
                .revoke(new RevocationList.Credential(TestChallenges.credentialOf(account)))
                .await()
                .indefinitely();

        poll(asked).then().statusCode(400).body("error", equalTo("access_denied"));
    }

    @Test
    void anAuthorizationCodeOfItsAddressCannotBeAskedFor() {
        given().auth()
                .preemptive()
                .basic("till", ProviderUnderTest.BANK_SECRET)
                .formParam("response_type", "code")
                .formParam("scope", "openid")
                .formParam("redirect_uri", issuer.at("/oauth2/bc-authorize").toString())
                .post("/oauth2/par")
                .then()
                .statusCode(400);
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(delimiter = '|', textBlock = """
                    scope             | profile              | invalid_scope
                    scope             | openid unknown       | invalid_scope
                    user_code         | 1234                 | invalid_request
                    login_hint_token  | a.b.c                | invalid_request
                    id_token_hint     | a.b.c                | unknown_user_id
                    login_hint        | no account: spaces   | unknown_user_id
                    requested_expiry  | 0                    | invalid_request
                    requested_expiry  | soon                 | invalid_request
                    action            | invented             | invalid_request
                    """)
    void aRequestWithThisIsRefused(String parameter, String value, String error) {
        ask(account, Map.of(parameter, value)).then().statusCode(400).body("error", equalTo(error));
    }

    @Test
    void aBindingMessageIsShortAndPlain() {
        for (String message : List.of(
                "x".repeat(65), "a\u202Eb", "two\nlines", "a\u200Bb", "a\u0000b", " ", "e\u0301".repeat(2000))) {
            ask(account, Map.of("binding_message", message))
                    .then()
                    .statusCode(400)
                    .body("error", equalTo("invalid_binding_message"));
        }
    }

    @Test
    void exactlyOneHintIsSent() {
        till().formParam("scope", "openid")
                .post("/oauth2/bc-authorize")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
        ask(account, Map.of("login_hint", account.value(), "id_token_hint", "a.b.c"))
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
    }

    @Test
    void anIdTokenOfTheClientNamesItsPerson() {
        JsonPath first = asked(account);
        phone.approve(first, account);
        String token = poll(first).then().statusCode(200).extract().path("id_token");

        JsonPath asked = ask(account, Map.of("id_token_hint", token))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        assertThat(phone.stored(asked).loginRequest().backchannel())
                .isEqualTo(new BackchannelRequest(account, null, Duration.ofMinutes(5)));
    }

    @Test
    void anIdTokenOfAnotherClientNamesNobody() throws Exception {
        String token = tokens(bank.redeem(code(bank))).getOIDCTokens().getIDTokenString();

        ask(account, Map.of("id_token_hint", token)).then().statusCode(400).body("error", equalTo("unknown_user_id"));
    }

    @ParameterizedTest
    @CsvSource({"1, 10", "10, 10", "60, 60", "300, 300", "86400, 300"})
    void theRequestedExpiryIsBounded(String requested, int expected) {
        ask(account, Map.of("requested_expiry", requested)).then().body("expires_in", equalTo(expected));
    }

    @Test
    void onlyAClientThatIsRegisteredAndAuthenticatedAsks() {
        given().auth()
                .preemptive()
                .basic("bank", ProviderUnderTest.BANK_SECRET)
                .formParam("scope", "openid")
                .formParam("login_hint", account.value())
                .post("/oauth2/bc-authorize")
                .then()
                .statusCode(400)
                .body("error", equalTo("unauthorized_client"));
        given().formParam("client_id", "television")
                .formParam("scope", "openid")
                .formParam("login_hint", account.value())
                .post("/oauth2/bc-authorize")
                .then()
                .statusCode(401)
                .body("error", equalTo("invalid_client"));
    }

    @Test
    void theMetadataDescribesIt() {
        given().get("/.well-known/openid-configuration")
                .then()
                .body(
                        "backchannel_authentication_endpoint",
                        equalTo(issuer.at("/oauth2/bc-authorize").toString()))
                .body("backchannel_token_delivery_modes_supported", hasItems("poll", "ping"))
                .body("backchannel_user_code_parameter_supported", not(true))
                .body("backchannel_authentication_request_signing_alg_values_supported", hasItems("ES256", "PS256"))
                .body("grant_types_supported", hasItem("urn:openid:params:grant-type:ciba"));
    }

    /** A longer time would let a request wait for a person who does not know of it. */
    @Test
    void aRequestIsListedForAsLongAsItCanBeDecided() {
        JsonPath asked =
                ask(account, Map.of("requested_expiry", "60")).then().extract().jsonPath();

        assertThat(pendingRequests.list(account).await().indefinitely())
                .containsExactly(BackchannelClient.challengeOf(asked));
        assertThat(asked.getInt("expires_in")).isEqualTo(60);
        Challenge.Open stored = (Challenge.Open) phone.stored(asked);
        assertThat(stored.deadline())
                .isEqualTo(stored.loginRequest().createdAt().plusSeconds(60));
    }
}
