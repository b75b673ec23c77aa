package io.doorway.session.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.doorway.protocol.challenge.Action;
import io.doorway.protocol.challenge.RelyingParty;
import io.doorway.testkit.quarkus.WithKafka;
import io.doorway.testkit.quarkus.WithRedis;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(WithRedis.class)
@WithTestResource(WithKafka.class)
class PagesTest {

    @Inject
    LoginPage loginPage;

    @Inject
    ErrorPage errorPage;

    @Test
    void whatARelyingPartySaysStaysText() {
        String hostile = "</script><script>alert(1)</script>";

        String html = html(loginPage.show(new LoginView(
                "a.b.c",
                new RelyingParty("bank", "Bank <b>" + hostile, "bank.example"),
                new Action("payment", "Pay " + hostile),
                "digest",
                URI.create("https://bank.example/"),
                Optional.empty())));

        assertThat(html).doesNotContain("<script>").contains("\\u003c/script>").contains("&lt;script&gt;");
    }

    @Test
    void thePolicyLetsOnlyOurModulesRun() {
        Response page = errorPage.show(400, "Title", "Detail");

        assertThat(page.getStatus()).isEqualTo(400);
        assertThat(page.getHeaderString("Content-Security-Policy"))
                .contains("default-src 'none'")
                .contains("script-src 'self'")
                .contains("frame-ancestors 'none'")
                .contains("require-trusted-types-for 'script'")
                .doesNotContain("unsafe");
        assertThat(page.getHeaderString("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void theFrontPageAndItsFilesAreServed() {
        String html = given().get("/").then().statusCode(200).extract().asString();
        Matcher css =
                Pattern.compile("href=\"(/login/assets/[^/]+/doorway.css)\"").matcher(html);
        assertThat(css.find()).isTrue();

        given().get(css.group(1))
                .then()
                .statusCode(200)
                .header("Content-Type", containsString("text/css"))
                .header("Cache-Control", containsString("immutable"))
                .header("X-Content-Type-Options", is("nosniff"));
        given().get("/login/assets/another-version/doorway.css").then().statusCode(404);
    }

    private static String html(Response page) {
        return (String) page.getEntity();
    }
}
