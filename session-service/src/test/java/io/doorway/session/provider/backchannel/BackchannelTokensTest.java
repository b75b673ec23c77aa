package io.doorway.session.provider.backchannel;

import static io.doorway.session.support.BackchannelClient.ask;
import static io.doorway.session.support.BackchannelClient.asked;
import static io.doorway.session.support.BackchannelClient.poll;
import static io.doorway.session.support.BackchannelClient.till;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.doorway.clients.jws.JwsSigner;
import io.doorway.session.database.Database;
import io.doorway.session.support.BackchannelClient;
import io.doorway.session.support.ProviderTest;
import io.doorway.session.support.RefusedRows;
import io.doorway.session.support.TestProof;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The tokens of a request without a browser are those of a login. */
@QuarkusTest
class BackchannelTokensTest extends ProviderTest {
    @Inject
    BackchannelClient phone;

    @Inject
    Database database;

    @Test
    void aProofBindsTheTokensToItsKey() {
        JsonPath asked = asked(account);
        phone.approve(asked, account);
        TestProof proof = new TestProof(JwsSigner.newKey(), "POST", issuer.at("/oauth2/token"));

        String token = poll(till().header("DPoP", proof.signed()), asked.getString("auth_req_id"))
                .then()
                .statusCode(200)
                .body("token_type", equalTo("DPoP"))
                .extract()
                .path("access_token");

        given().header("Authorization", "Bearer " + token)
                .get("/oauth2/userinfo")
                .then()
                .statusCode(401);
    }

    @Test
    void aLoginGetsARefreshTokenIfItAsksForOne() {
        JsonPath asked = ask(account, Map.of("scope", "openid offline_access"))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        phone.approve(asked, account);

        String refresh = poll(asked).then().statusCode(200).extract().path("refresh_token");

        till().formParam("grant_type", "refresh_token")
                .formParam("refresh_token", refresh)
                .post("/oauth2/token")
                .then()
                .statusCode(200)
                .body("", hasKey("id_token"));
    }

    /** A client repeats a request that was answered with 503. The approval is consumed, and nobody has its tokens. */
    @Test
    void aRequestWhoseTokensCouldNotBeStoredIsAnsweredLater() {
        JsonPath asked = ask(account, Map.of("scope", "openid offline_access"))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        phone.approve(asked, account);
        try (RefusedRows refused = new RefusedRows(database, "session.refresh_grant", "account", account.value())) {
            poll(asked).then().statusCode(503);
        }

        phone.stopIntervalOf(asked);
        poll(asked).then().statusCode(400).body("error", equalTo("slow_down"));
        phone.endIntervalOf(asked);

        poll(asked).then().statusCode(200).body("", hasKey("refresh_token"));
    }

    @Test
    void anActionGetsNone() {
        String payment = "[{\"type\":\"payment\",\"amount\":\"12.50\",\"currency\":\"EUR\",\"payee\":\"Bob\"}]";
        JsonPath asked = ask(account, Map.of("scope", "openid offline_access", "authorization_details", payment))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        phone.approve(asked, account);

        poll(asked).then().statusCode(200).body("", not(hasKey("refresh_token")));
    }
}
