package io.doorway.session.support;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;

/** Set-up of a login that led to a refresh token. */
public abstract class RefreshTest extends ProviderTest {
    /** The token endpoint. */
    protected static final String TOKEN = "/oauth2/token";

    /** The token response of a login. */
    protected Response tokens(RefreshingClient client) {
        return client.redemption(code(client), bank).post(TOKEN);
    }

    protected String code(RefreshingClient client) {
        return codeIn(bank, completed(challenges.approved(ticketAt(client.start(bank)), browser, account)))
                .getValue();
    }

    protected static String refreshToken(Response tokens) {
        return tokens.then().statusCode(200).extract().path("refresh_token");
    }

    protected static String accessToken(Response tokens) {
        return tokens.then().statusCode(200).extract().path("access_token");
    }

    protected static ValidatableResponse claims(String accessToken) {
        return given().auth().oauth2(accessToken).get("/oauth2/userinfo").then();
    }
}
