package io.doorway.session.support;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A client of {@link ProviderUnderTest} that has refresh tokens.
 *
 * @param credentials the parameters that identify it
 */
public record RefreshingClient(String redirectUri, Map<String, String> credentials) {
    /** A public client. */
    public static final RefreshingClient SPA =
            new RefreshingClient("https://spa.example/back", Map.of("client_id", "spa"));

    private static final String NAME_IN_ID_TOKEN =
            "&claims=" + URLEncoder.encode("{\"id_token\":{\"name\":null}}", StandardCharsets.UTF_8);

    /** A client with a secret. */
    public static final RefreshingClient PORTAL = new RefreshingClient(
            "https://portal.example/back",
            Map.of("client_id", "portal", "client_secret", ProviderUnderTest.BANK_SECRET));

    /** A client with a secret, and with single sign-on. */
    public static final RefreshingClient CLUB = new RefreshingClient(
            "https://club.example/back", Map.of("client_id", "club", "client_secret", ProviderUnderTest.BANK_SECRET));

    /** The address that starts a login with {@code offline_access}, and with the name in the ID token. */
    public URI start(TestRelyingParty parameters) {
        return URI.create(parameters
                .request()
                .build()
                .toURI()
                .toString()
                .replaceAll("client_id=[^&]*", "client_id=" + credentials.get("client_id"))
                .replaceAll("scope=[^&]*", "scope=openid+profile+offline_access" + NAME_IN_ID_TOKEN)
                .replaceAll(
                        "redirect_uri=[^&]*",
                        "redirect_uri=" + URLEncoder.encode(redirectUri, StandardCharsets.UTF_8)));
    }

    public RequestSpecification redemption(String code, TestRelyingParty parameters) {
        return identified()
                .formParam("grant_type", "authorization_code")
                .formParam("code", code)
                .formParam("redirect_uri", redirectUri)
                .formParam("code_verifier", parameters.verifier.getValue());
    }

    public Response refresh(String token) {
        return refreshRequest(token).post("/oauth2/token");
    }

    public RequestSpecification refreshRequest(String token) {
        return identified().formParam("grant_type", "refresh_token").formParam("refresh_token", token);
    }

    public Response revoke(String token) {
        return identified().formParam("token", token).post("/oauth2/revoke");
    }

    public RequestSpecification identified() {
        return given().formParams(credentials);
    }
}
