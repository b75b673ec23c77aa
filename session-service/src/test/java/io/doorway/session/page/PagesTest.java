package io.doorway.session.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(WithRedis.class)
@WithTestResource(WithKafka.class)
class PagesTest {

    @Inject
    LoginPage loginPage;

    @Test
    void whatARelyingPartySaysStaysText() {
        String hostile = "</script><script>alert(1)</script>";

        String html = html(loginPage.show(new LoginView(
                "a.b.c",
                new RelyingParty("bank", "Bank <b>" + hostile, "bank.example"),
                new Action("payment", "Pay " + hostile),
                "digest",
                false,
                URI.create("https://bank.example/"),
                Optional.empty())));

        assertThat(html).doesNotContain("<script>").contains("\\u003c/script>").contains("&lt;script&gt;");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/oauth2/authorize"})
    void thePolicyLetsOnlyOurModulesRun(String page) {
        given().get(page)
                .then()
                .contentType("text/html")
                .header("Cache-Control", is("no-store"))
                .header(
                        "Content-Security-Policy",
                        allOf(
                                containsString("default-src 'none'"),
                                containsString("script-src 'self'"),
                                containsString("frame-ancestors 'none'"),
                                containsString("require-trusted-types-for 'script'"),
                                not(containsString("unsafe"))));
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
