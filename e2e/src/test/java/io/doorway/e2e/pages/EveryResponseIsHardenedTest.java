package io.doorway.e2e.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.clients.browser.BrowserResponse;
import io.doorway.e2e.support.ContentSecurityPolicy;
import io.doorway.e2e.support.HeadlessBankLogin;
import io.doorway.e2e.support.IssuerHttp;
import io.doorway.e2e.support.TestPlatform;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Security headers of pages, files, documents, redirects and refusals of all four services. */
class EveryResponseIsHardenedTest {

    static Stream<Arguments> responses() {
        return Stream.of(
                Arguments.of("GET", "/", 2),
                Arguments.of("GET", "/oauth2/authorize", 4),
                Arguments.of("GET", "/login/assets/none/main.js", 4),
                Arguments.of("GET", "/.well-known/openid-configuration", 2),
                Arguments.of("GET", "/oauth2/jwks", 2),
                Arguments.of("GET", "/oauth2/userinfo", 4),
                Arguments.of("POST", "/oauth2/token", 4),
                Arguments.of("DELETE", "/oauth2/authorize", 4),
                Arguments.of("GET", "/no/such/page", 4),
                Arguments.of("POST", "/challenges", 4),
                Arguments.of("GET", "/challenges/none/frames", 4),
                Arguments.of("GET", "/app", 3),
                Arguments.of("GET", "/app/", 2),
                Arguments.of("GET", "/app/sw.js", 2),
                Arguments.of("GET", "/app/manifest.webmanifest", 2),
                Arguments.of("GET", "/Q/ANYTHING", 2),
                Arguments.of("POST", "/approvals/scan", 4),
                Arguments.of("GET", "/devices", 4),
                Arguments.of("POST", "/admin/accounts", 4),
                Arguments.of("GET", "/audit", 3),
                Arguments.of("GET", "/audit/", 2),
                Arguments.of("GET", "/audit/console/main.js", 2),
                Arguments.of("GET", "/audit/events", 4));
    }

    static Stream<String> pages() {
        return Stream.of("/", "/oauth2/authorize", "/app/", "/app/enrol", "/Q/ANYTHING", "/audit/", login());
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("responses")
    void theResponseHasSecurityHeaders(String method, String path, int statusClass) {
        BrowserResponse response = send(method, path);

        HttpHeaders headers = response.headers();
        assertThat(response.status() / 100).isEqualTo(statusClass);
        assertThat(headers.allValues("Cross-Origin-Opener-Policy")).containsExactly("same-origin");
        assertThat(headers.allValues("Cross-Origin-Resource-Policy")).containsExactly("same-origin");
        assertThat(headers.allValues("Referrer-Policy")).containsExactly("no-referrer");
        assertThat(headers.allValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(headers.allValues("Permissions-Policy")).hasSize(1);
        assertStrict(headers);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aPageRunsOnlyItsOwnScripts(String path) {
        BrowserResponse page = send("GET", path);

        ContentSecurityPolicy policy = assertStrict(page.headers());
        assertThat(policy.sources("script-src")).containsExactly("'self'");
        assertThat(policy.sources("style-src")).containsExactly("'self'");
        assertThat(page.body())
                .containsIgnoringCase("<!doctype html>")
                .doesNotContain(" style=", "<script>", " onclick=", "javascript:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/app/", "/Q/ANYTHING"})
    void onlyThePhoneAppMayUseTheCamera(String path) {
        assertThat(send("GET", path).headers().firstValue("Permissions-Policy").orElseThrow())
                .contains("camera=(self)", "publickey-credentials-get=(self)");
        assertThat(send("GET", "/").headers().firstValue("Permissions-Policy").orElseThrow())
                .contains("camera=()", "publickey-credentials-get=()");
    }

    private static ContentSecurityPolicy assertStrict(HttpHeaders headers) {
        assertThat(headers.allValues("Content-Security-Policy")).hasSize(1);
        ContentSecurityPolicy policy = ContentSecurityPolicy.parse(
                headers.firstValue("Content-Security-Policy").orElseThrow());
        assertThat(policy.sources("default-src")).containsExactly("'none'");
        assertThat(policy.sources("object-src")).containsExactly("'none'");
        assertThat(policy.sources("frame-src")).containsExactly("'none'");
        assertThat(policy.sources("base-uri")).containsExactly("'none'");
        assertThat(policy.sources("form-action")).containsExactly("'none'");
        assertThat(policy.sources("frame-ancestors")).containsExactly("'none'");
        assertThat(policy.sources("require-trusted-types-for")).containsExactly("'script'");
        assertThat(policy.sources("trusted-types")).hasSize(1).doesNotContain("*", "'allow-duplicates'");
        assertThat(policy.sources("script-src")).isSubsetOf("'self'", "'none'");
        assertThat(policy.allSources()).allMatch(source -> isAllowed(source), "is allowed");
        return policy;
    }

    private static boolean isAllowed(String source) {
        String socket = TestPlatform.issuer().toString().replaceFirst("^http", "ws");
        return List.of("'none'", "'self'", "'script'", "data:", "blob:", "doorway", socket)
                .contains(source);
    }

    private static String login() {
        URI authorization = HeadlessBankLogin.begin().authorization();
        return authorization.getRawPath() + "?" + authorization.getRawQuery();
    }

    private static BrowserResponse send(String method, String path) {
        return IssuerHttp.send(method, path, Map.of(), "");
    }
}
