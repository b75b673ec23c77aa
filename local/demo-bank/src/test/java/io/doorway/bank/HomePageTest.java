package io.doorway.bank;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Cookie;
import io.restassured.response.Response;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class HomePageTest {
    @Test
    void theHomePageLinksToTheLoginAndHasNoScript() {
        Response page = given().get("/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body().asString()).contains("Log in with Doorway").doesNotContain("<script");
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'");
    }

    @Test
    void aSessionThatTheBankDoesNotKnowCountsAsNone() {
        Response page = given().header("Cookie", "q_session=none").get("/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body().asString()).contains("Log in with Doorway");
    }

    @ParameterizedTest
    @CsvSource({
        "/login-refused, access_denied, You are not logged in, /login",
        "/login-refused, server_error, That did not work, /login",
        "/payment-refused, access_denied, Nothing was paid, /payments",
        "/payment-refused, server_error, Nothing was paid, /payments"
    })
    void aRefusedLoginAndARefusedPaymentHaveWordsAndOneNextStep(String path, String error, String words, String next) {
        Response page = given().queryParam("error", error).get(path);

        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(page.body().asString()).contains(words).containsOnlyOnce("class=\"button\" href=\"" + next + "\"");
    }

    @Test
    void anAddressThatDoesNotExistIsAPage() {
        Response page = given().get("/nothing/here");

        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body().asString()).contains("Page not found", "Go to the home page");
    }

    @Test
    void aProbeOfTheHealthIsAnsweredAtTheLoopbackAddress() {
        given().redirects()
                .follow(false)
                .header("Host", "127.0.0.1:18090")
                .get("/q/health/live")
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "[::1]"})
    void theLoopbackAddressLeadsToTheNameThatTheLoginIsRegisteredWith(String host) {
        Response answer = given().redirects()
                .follow(false)
                .header("Host", host + ":18090")
                .get("/payments?amount=5");

        assertThat(answer.statusCode()).isEqualTo(307);
        assertThat(answer.header("Location")).isEqualTo("http://localhost:18090/payments?amount=5");
    }

    @Test
    void theStylesheetIsServedByTheBank() {
        assertThat(given().get("/bank.css").contentType()).startsWith("text/css");
    }

    @ParameterizedTest
    @ValueSource(ints = {20_000, 60_000})
    void anAddressThatIsTooLongIsAnsweredWithAPage(int length) {
        Response page = given().queryParam("state", "s".repeat(length)).get("/login");

        assertThat(page.statusCode()).isEqualTo(414);
        assertThat(page.body().asString()).contains("This request is too long").containsOnlyOnce("class=\"button\"");
    }

    @Test
    void theOldestStateCookiesAreRemoved() {
        String sent = IntStream.rangeClosed(1, 6)
                .mapToObj(login -> "q_auth_" + login + "=x")
                .collect(Collectors.joining("; "));

        Response page = given().header("Cookie", sent + "; other=y").get("/");

        assertThat(page.detailedCookies().asList()).extracting(Cookie::getName).containsOnly("q_auth_1", "q_auth_2");
        assertThat(page.detailedCookies().asList()).allMatch(cookie -> cookie.getMaxAge() == 0);
    }
}
