package io.doorway.e2e.libraries;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.clients.browser.BrowserResponse;
import io.doorway.e2e.support.IssuerHttp;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every service names the methods of an address to whoever sends another (RFC 9110 section 15.5.6). */
class MethodNotAllowedTest {

    @ParameterizedTest
    @CsvSource({
        "/challenges, 'OPTIONS, POST'",
        "/devices/unknown/name, 'OPTIONS, POST'",
        "/admin/accounts/unknown/devices, 'GET, HEAD, OPTIONS'",
        "/audit/events/unknown, 'GET, HEAD, OPTIONS'",
        "/oauth2/jwks, 'GET, HEAD, OPTIONS'",
        "/oauth2/token, 'OPTIONS, POST'",
        "/oauth2/register/unknown, 'DELETE, GET, HEAD, OPTIONS, PUT'",
        "/.well-known/openid-configuration, 'GET, HEAD, OPTIONS'",
    })
    void theAnswerNamesTheMethods(String path, String methods) {
        BrowserResponse answer = IssuerHttp.send("PATCH", path, Map.of(), "");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.headers().allValues("Allow")).containsExactly(methods);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                .matches(type -> type.startsWith("application/problem+json") || type.startsWith("application/json"));
    }
}
