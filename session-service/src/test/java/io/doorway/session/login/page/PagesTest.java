package io.doorway.session.login.page;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.decoder.Decoder;
import io.doorway.protocol.vocabulary.Action;
import io.doorway.protocol.vocabulary.Action.Detail;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.protocol.vocabulary.RelyingParty;
import io.doorway.session.login.page.Pages.ErrorDetails;
import io.doorway.testkit.quarkus.SharedServers.KafkaTestResource;
import io.doorway.testkit.quarkus.SharedServers.PostgresTestResource;
import io.doorway.testkit.quarkus.SharedServers.RedisTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(RedisTestResource.class)
@WithTestResource(KafkaTestResource.class)
class PagesTest {

    @Inject
    Pages pages;

    @Test
    void textOfARelyingPartyIsEscaped() {
        String markup = "</script><script>alert(1)</script>";

        String html = html(pages.login(
                new LoginView(
                        "a.b.c",
                        new RelyingParty(new ClientId("bank"), "Bank <b>" + markup, "bank.example"),
                        new Action("payment", "Pay " + markup),
                        "digest",
                        false,
                        URI.create("https://bank.example/"),
                        URI.create("https://bank.example/callback?error=access_denied"),
                        false,
                        null),
                new LanguageHints(null, null, null)));

        assertThat(html).doesNotContain("<script>").contains("\\u003c/script>").contains("&lt;script&gt;");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    en | EUR 42.50 | to <bdi>Corner &lt;Bakery&gt;</bdi>
                    de | EUR 42.50 | an <bdi>Corner &lt;Bakery&gt;</bdi>
                    ar | EUR 42.50 | إلى <bdi>\u2068Corner &lt;Bakery&gt;\u2069</bdi>
                    """)
    void thePageOfAPaymentNamesAmountAndPayeeInItsHeadingAndNotInItsTitle(
            String language, String amount, String payee) {
        String html = html(pages.login(view(PAYMENT), new LanguageHints(language, null, null)));

        String heading = between(html, "<h1", "</h1>");
        assertThat(heading).contains(">" + amount + "</bdi>", payee);
        assertThat(between(html, "<title>", "</title>")).doesNotContain("42.50", "Bakery");
    }

    @Test
    void thePageOfAnActionWithoutAnAmountNamesThePayeeBesideTheWebsite() {
        Action newPayee = new Action("add-payee", null, List.of(new Detail("payee", "Payee", "Corner <Bakery>")));

        String html = html(pages.login(view(newPayee), new LanguageHints("en", null, null)));

        assertThat(between(html, "<h1", "</h1>")).contains("<b>Bank</b> asks for your approval");
        assertThat(html).contains("Payee: <b><bdi>Corner &lt;Bakery&gt;</bdi></b>");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    login     | This login expired   | Nobody was logged in.
                    payment   | This payment expired | The payment was not approved.
                    add-payee | This request expired | Nothing was approved.
                    """)
    void whatEndedIsNamedByWhatItWas(String type, String expired, String nothing) {
        String html = html(pages.login(view(new Action(type, null)), new LanguageHints("en", null, null)));

        assertThat(between(html, "<div data-view=\"expired\"", "</div>")).contains(expired, nothing);
        if (!type.equals("login")) {
            assertThat(between(html, "<div data-view=\"starting code\"", "</main>"))
                    .doesNotContain("this login", "This login", "logged in");
        }
    }

    @Test
    void onlyALocalPlatformOffersTheBrowserAsThePhone() {
        assertThat(html(pages.login(view(), new LanguageHints(null, null, null))))
                .doesNotContain("local-phone", "local_phone");
    }

    @Test
    void whoHasNoPhoneReadsWhatToDo() {
        assertThat(html(pages.login(view(), new LanguageHints("en", null, null))))
                .contains("I don’t have Doorway yet", "ask for an invitation")
                .contains("I lost my phone", "ask it to remove the lost phone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example/", "//evil.example/", "local/invitation", "javascript:alert(1)"})
    void theAddressOfInvitationsIsAPathOfTheIssuer(String address) {
        assertThatThrownBy(() -> Pages.requirePath(address))
                .hasMessage("doorway.page.local-phone: %s (expected: a path)", address);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    request-used      | true
                    unknown-website   | true
                    logout-invalid    | false
                    logout-address    | false
                    unavailable       | false
                    too-many-requests | false
                    """)
    void onlyAnErrorOfALoginSaysToStartItAgainOnTheWebsite(String error, boolean startAgain) {
        String html = html(pages.error(400, error, null, ErrorDetails.NONE, new LanguageHints(null, null, null)));

        assertThat(html.contains("Go back to the website and start again")).isEqualTo(startAgain);
        assertThat(html.split("Nobody was logged in", -1)).hasSizeLessThanOrEqualTo(2);
    }

    private static final Action PAYMENT = new Action(
            "payment",
            null,
            List.of(
                    new Detail("amount", "Amount", "42.50"),
                    new Detail("currency", "Currency", "EUR"),
                    new Detail("payee", "Payee", "Corner <Bakery>")));

    private static LoginView view() {
        return view(new Action("login", null));
    }

    private static LoginView view(Action action) {
        return new LoginView(
                "a.b.c",
                new RelyingParty(new ClientId("bank"), "Bank", "bank.example"),
                action,
                "digest",
                false,
                URI.create("https://bank.example/"),
                URI.create("https://bank.example/callback?error=access_denied"),
                false,
                null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/oauth2/authorize"})
    void thePolicyAllowsOnlyOurModules(String page) {
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip | gzip",
                "br, gzip;q=0.5 | br",
                "br;q=0, gzip | gzip",
                "gzip;q=0 | ",
                "gzip;q=0.0, identity | ",
                "br | br",
                "xgzip | "
            })
    void filesAndPagesAreCompressedForWhoeverAcceptsIt(String accepted, @Nullable String coding) throws Exception {
        String page = assertEncoded("/", accepted, coding);
        assertThat(page).endsWith("</html>\n");
        Matcher asset =
                Pattern.compile("href=\"(/login/assets/[^/]+/doorway.css)\"").matcher(page);
        assertThat(asset.find()).isTrue();

        assertThat(assertEncoded(asset.group(1), accepted, coding)).contains("@media");
    }

    private static String assertEncoded(String path, String accepted, @Nullable String coding) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(RestAssured.baseURI + ":" + RestAssured.port + path))
                .header("Accept-Encoding", accepted)
                .build();

        HttpResponse<byte[]> response = HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());

        assertThat(response.headers().allValues("Content-Encoding"))
                .isEqualTo(Stream.ofNullable(coding).toList());
        assertThat(String.join(", ", response.headers().allValues("Vary"))).contains("Accept-Encoding");
        return new String(decoded(response.body(), coding), UTF_8);
    }

    private static String between(String html, String start, String end) {
        int from = html.indexOf(start);
        assertThat(from).as(start).isNotNegative();
        return html.substring(from, html.indexOf(end, from));
    }

    private static String html(Response page) {
        return (String) page.getEntity();
    }

    private static byte[] decoded(byte[] content, @Nullable String coding) throws IOException {
        return switch (coding) {
            case null -> content;
            case "br" -> {
                Brotli4jLoader.ensureAvailability();
                yield Decoder.decompress(content).getDecompressedData();
            }
            default -> new GZIPInputStream(new ByteArrayInputStream(content)).readAllBytes();
        };
    }
}
