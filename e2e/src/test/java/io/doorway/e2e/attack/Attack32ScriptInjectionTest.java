package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.doorway.clients.browser.BrowserResponse;
import io.doorway.e2e.support.IssuerHttp;
import io.doorway.e2e.support.Shop;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 32,
        name = "Script injection: markup in values that a page displays",
        control =
                "Templates escape, data is JSON that cannot end its element, only Doorway's own script files run, and text "
                        + "never becomes markup (Trusted Types)",
        where =
                "session-service `Pages`, `ScriptData`, `LoginPagePolicy`; `ContentSecurityPolicy` of e2e evaluates the "
                        + "policies")
class Attack32ScriptInjectionTest {

    private static final List<String> PAYLOADS = List.of(
            "<script>alert(1)</script>",
            "</script><script>alert(1)</script>",
            "<!--<script>alert(1)//-->",
            "<img src=x onerror=alert(1)>",
            "<svg onload=alert(1)>",
            "\"><svg onload=alert(1)>",
            "'><svg onload=alert(1)>",
            "\" onmouseover=\"alert(1)",
            "</title><script>alert(1)</script>",
            "<iframe srcdoc=x>",
            "<base href=//evil.example>",
            "<meta http-equiv=refresh content=0>",
            "{{7*7}}<b>",
            "{#if x}<b>",
            "${7*7}<b>");

    @ParameterizedTest
    @MethodSource
    void markupInTheMessage(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> markupInTheMessage() {
        return PAYLOADS.stream().map(payload -> payloadCase(payload, "action_message", 200));
    }

    @ParameterizedTest
    @MethodSource
    void markupInARefusedParameter(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> markupInARefusedParameter() {
        return Stream.of("client_id", "redirect_uri")
                .flatMap(parameter -> PAYLOADS.stream().map(payload -> payloadCase(payload, parameter, 400)));
    }

    @ParameterizedTest
    @MethodSource
    void markupInAProblem(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    /** Problems are JSON and do not contain the input. */
    static Stream<Named<AttackCase>> markupInAProblem() {
        return PAYLOADS.stream()
                .map(payload -> AttackCase.asserting(payload, () -> {
                            BrowserResponse answer = IssuerHttp.get(
                                    "/challenges/" + IssuerHttp.formEncode(payload) + "/frames", Map.of());
                            assertThat(answer.status()).isBetween(400, 499);
                            assertThat(answer.headers()
                                            .firstValue("Content-Type")
                                            .orElseThrow())
                                    .doesNotContain("html");
                            assertThat(answer.body()).doesNotContain(payload);
                        })
                        .named());
    }

    @Test
    void theMessageIsDisplayedAsText() {
        assertThat(page("action_message", "Fish & <chips>").body()).contains("chips");
    }

    /** The page contains the payload only in escaped form, and no additional script element. */
    private static Named<AttackCase> payloadCase(String payload, String parameter, int status) {
        return AttackCase.asserting(payload + " in " + parameter, () -> {
                    BrowserResponse page = page(parameter, payload);
                    assertThat(page.status()).isEqualTo(status);
                    assertThat(page.body()).doesNotContain(payload);
                    assertThat(page.body().split("<script", -1))
                            .hasSameSizeAs(clean(parameter).split("<script", -1));
                    assertThat(page.headers()
                                    .firstValue("Content-Security-Policy")
                                    .orElseThrow())
                            .contains("script-src 'self'", "require-trusted-types-for 'script'")
                            .doesNotContain("unsafe");
                })
                .named();
    }

    private static String clean(String parameter) {
        return page(parameter, "plain").body();
    }

    private static BrowserResponse page(String parameter, String value) {
        Map<String, String> request = Shop.PLAIN.request(new CodeVerifier());
        request.put(parameter, value);
        return IssuerHttp.authorize(request);
    }
}
