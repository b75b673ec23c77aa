package io.doorway.session.provider.authorize;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.session.support.ProviderTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every address that the provider returns is one of the issuer, irrespective of the host in the request headers. */
@QuarkusTest
class SpoofedHostTest extends ProviderTest {

    private static final String HEADERS = """
            Host               | evil.example
            X-Forwarded-Host   | evil.example
            X-Forwarded-Server | evil.example
            X-Forwarded-Proto  | https
            X-Forwarded-Port   | 666
            X-Forwarded-Prefix | /evil
            X-Original-Host    | evil.example
            Forwarded          | for=203.0.113.9;host=evil.example;proto=https
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = HEADERS)
    void discoveryContainsTheAddressesOfTheIssuer(String header, String value) {
        String path = "/.well-known/openid-configuration";

        assertThat(given().header(header, value).get(path).asString())
                .isEqualTo(given().get(path).asString())
                .doesNotContain("evil", ":666");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = HEADERS)
    void theLoginPageDoesNotContainTheSpoofedHost(String header, String value) {
        URI start = bank.request().build().toURI();

        Response page = given().urlEncodingEnabled(false)
                .header(header, value)
                .get(start.getRawPath() + "?" + start.getRawQuery());

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().toString() + page.asString()).doesNotContain("evil", ":666");
        assertThat(page.asString()).contains("\"ticket\":\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = HEADERS)
    void aPostedFormIsRedirectedToTheIssuer(String header, String value) {
        Response response = given().redirects()
                .follow(false)
                .header(header, value)
                .contentType("application/x-www-form-urlencoded")
                .body(bank.request().build().toURI().getRawQuery())
                .post("/oauth2/authorize");

        assertThat(response.statusCode()).isEqualTo(303);
        assertThat(response.header("Location")).startsWith(issuer + "/oauth2/authorize?");
    }
}
