package io.doorway.approval.app;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.doorway.approval.support.ApprovalServiceTest;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ApprovalServiceTest
class AppTest {

    private static final Pattern ASSET = Pattern.compile("\"(/app/assets/[0-9a-f]{64}/[^\"]+)\"");

    @ParameterizedTest
    @ValueSource(strings = {"/app/", "/app/enrol", "/Q/ANYTHING"})
    void theAppHasAStrictContentSecurityPolicyAndNoInlineCode(String address) {
        get(address)
                .then()
                .statusCode(200)
                .contentType("text/html")
                .header(
                        "Content-Security-Policy",
                        allOf(
                                containsString("default-src 'none'"),
                                containsString("script-src 'self'"),
                                containsString("connect-src 'self' ws"),
                                containsString("frame-ancestors 'none'"),
                                containsString("require-trusted-types-for 'script'"),
                                not(containsString("unsafe"))))
                .header("Referrer-Policy", "no-referrer")
                .header("X-Content-Type-Options", "nosniff")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .body(not(containsString("style=")))
                .body(not(containsString("<script>")));
    }

    @ParameterizedTest
    @CsvSource({
        "none, camera-link",
        "same-origin, own-page",
        "same-site, website",
        "cross-site, website",
        "'', link",
        "anything, link",
    })
    void thePageOfALinkSaysWhatOpenedIt(String site, String source) {
        given().header("Sec-Fetch-Site", site)
                .get("/Q/ANYTHING")
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body(containsString("<meta name=\"doorway-opened-by\" content=\"" + source + "\">"));
    }

    @Test
    void aBrowserThatDoesNotSayWhatOpenedTheAddressCountsAsALink() {
        get("/Q/ANYTHING").then().body(containsString("content=\"link\""));
        get("/app/").then().body(not(containsString("doorway-opened-by")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "same-origin", "cross-site", ""})
    void aPageThatIsLoadedInAdvanceWasOpenedByAWebsite(String site) {
        given().header("Sec-Fetch-Site", site)
                .header("Sec-Purpose", "prefetch;prerender")
                .get("/Q/ANYTHING")
                .then()
                .header("Vary", containsString("Sec-Purpose"))
                .body(containsString("content=\"website\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/app/anything", "/app/screens/nothing.js", "/devices/none/of/these", "/nothing"})
    void anAddressThatDoesNotExistIsAPageForAPersonAndAProblemForAProgram(String address) {
        given().accept("text/html,application/xhtml+xml,*/*;q=0.8")
                .get(address)
                .then()
                .statusCode(404)
                .contentType("text/html")
                .header("Content-Security-Policy", containsString("style-src 'self'"))
                .body(containsString("<h1>Page not found</h1>"));

        given().accept("*/*")
                .get(address)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body(containsString("urn:doorway:problem:not-found"));
    }

    @Test
    void theAppRedirectsToOneAddress() {
        given().redirects().follow(false).get("/app").then().statusCode(303).header("Location", endsWith("/app/"));
    }

    @Test
    void thePageLoadsOneScriptAndOneStyleSheetThatBrowsersKeep() {
        List<String> loaded = found(ASSET, get("/app/").asString());

        assertThat(loaded).hasSize(2);
        for (String file : loaded) {
            get(file).then().statusCode(200).header("Cache-Control", "public, max-age=31536000, immutable");
            get(file.replaceAll("[0-9a-f]{64}", "0".repeat(64))).then().statusCode(404);
        }
        get("/app/").then().header("Cache-Control", "no-cache");
        get("/app/sw.js").then().header("Cache-Control", "no-cache");
    }

    @Test
    void theServiceWorkerCachesWhatTheAppLoadsWhenItOpens() {
        String folder = folder();
        String worker = get("/app/sw.js").then().statusCode(200).extract().asString();
        Matcher names = Pattern.compile("\\.\\.\\.\\['([^\\]]+)'\\]").matcher(worker);
        assertThat(names.find()).isTrue();
        List<String> cached = List.of(names.group(1).split("', '"));

        assertThat(worker).contains("'" + folder.split("/")[3] + "'").doesNotContain("@");
        assertThat(cached).contains("app.css", "main.js").hasSize(3);
        assertThat(found(
                        Pattern.compile("from\\s*\"\\./([^\"]+)\""),
                        get(folder + "main.js").asString()))
                .isSubsetOf(cached);
        assertThat(cached).allSatisfy(file -> get(folder + file).then().statusCode(200));
    }

    @Test
    void everyFileThatTheScriptLoadsLaterExists() {
        String folder = folder();

        List<String> later = found(
                Pattern.compile("import\\(\"\\./([^\"]+)\"\\)"),
                get(folder + "main.js").asString());

        assertThat(later).anyMatch(file -> file.startsWith("de-")).anyMatch(file -> file.startsWith("decode-"));
        assertThat(later).allSatisfy(file -> get(folder + file).then().statusCode(200));
    }

    /** The texts are loaded together with the script and not after it has run. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "de-AT, en;q=0.5 | de",
                "ar | ar",
                "fr, en | en",
                "fr | en",
                "en;q=x | en",
                "*;q=0 | en",
                "' ' | en"
            })
    void thePageNamesTheTextsThatItsScriptLoads(String accepted, String language) {
        for (String page : List.of("/app/", "/app/enrol", "/app/add", "/Q/0")) {
            String link = given().header("Accept-Language", accepted)
                    .get(page)
                    .then()
                    .statusCode(200)
                    .header("Link", startsWith("<" + folder() + language + "-"))
                    .header("Link", endsWith(">; rel=modulepreload"))
                    .extract()
                    .header("Link");
            get(link.substring(1, link.indexOf('>')))
                    .then()
                    .statusCode(200)
                    .header("Content-Type", containsString("javascript"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/app/app.css",
                "/app/icon.svg",
                "/app/icon-192.png",
                "/app/manifest.webmanifest",
                "/app/vendor/qr/LICENSE-MIT"
            })
    void everyFileWithAFixedAddressExists(String file) {
        get(file).then().statusCode(200).header("X-Content-Type-Options", "nosniff");
    }

    /** The folder of the joined files. */
    private static String folder() {
        String script = found(ASSET, get("/app/").asString()).getLast();
        return script.substring(0, script.lastIndexOf('/') + 1);
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group(1)).toList();
    }
}
