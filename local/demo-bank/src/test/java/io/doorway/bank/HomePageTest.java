package io.doorway.bank;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

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
    void aCancelledLoginOffersOneNextStep() {
        Response page = given().queryParam("error", "access_denied").get("/login-refused");

        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(page.body().asString()).contains("You are not logged in").containsOnlyOnce("class=\"button\"");
    }

    @Test
    void theStylesheetIsServedByTheBank() {
        assertThat(given().get("/bank.css").contentType()).startsWith("text/css");
    }
}
