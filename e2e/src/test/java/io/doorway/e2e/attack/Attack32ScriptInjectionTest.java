package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.Wire;
import io.doorway.testkit.browser.BrowserAnswer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 32,
        name = "Script injection: markup in what a page shows or repeats",
        control =
                "Templates escape, data is JSON that cannot end its element, scripts are our own files alone, and text never becomes markup"
                        + " (Trusted Types)",
        where =
                "session-service `Templates`, `LoginData`, `PagePolicy`; `ContentSecurityPolicy` of e2e evaluates the policies")
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
    void markupInTheMessageThatIsShown(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<Attempt>> markupInTheMessageThatIsShown() {
        return PAYLOADS.stream().map(payload -> attempt(payload, "action_message", 200));
    }

    @ParameterizedTest
    @MethodSource
    void markupInWhatIsRefused(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<Attempt>> markupInWhatIsRefused() {
        return Stream.of("client_id", "redirect_uri")
                .flatMap(parameter -> PAYLOADS.stream().map(payload -> attempt(payload, parameter, 400)));
    }

    @ParameterizedTest
    @MethodSource
    void markupInAProblem(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    /** Problems are JSON, and say nothing of what was received. */
    static Stream<Named<Attempt>> markupInAProblem() {
        return PAYLOADS.stream()
                .map(payload -> Attempt.holding(payload, () -> {
                            BrowserAnswer answer =
                                    Wire.get("/challenges/" + Wire.encoded(payload) + "/frames", Map.of());
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
    void theMessageIsInThePageAsText() {
        assertThat(page("action_message", "Fish & <chips>").body()).contains("chips");
    }

    /** Whatever of the payload could begin markup or end the data's element is not on the page as such. */
    private static Named<Attempt> attempt(String payload, String parameter, int status) {
        return Attempt.holding(payload + " in " + parameter, () -> {
                    BrowserAnswer page = page(parameter, payload);
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

    private static BrowserAnswer page(String parameter, String value) {
        Map<String, String> request = Shop.PLAIN.request(new CodeVerifier());
        request.put(parameter, value);
        return Wire.get("/oauth2/authorize?" + Wire.encoded(request), Map.of());
    }
}
