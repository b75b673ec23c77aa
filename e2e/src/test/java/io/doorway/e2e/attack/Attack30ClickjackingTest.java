package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.Wire;
import io.doorway.testkit.browser.BrowserAnswer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 30,
        name = "Clickjacking: a page with a QR code or a button in somebody else's frame",
        control = "`frame-ancestors 'none'` on every page; no window keeps a handle on ours",
        where = "session-service `PagePolicy`; approval-service and audit-service: filters of `application.properties`")
class Attack30ClickjackingTest {

    @ParameterizedTest
    @MethodSource
    void aPageInAFrame(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    /** As a foreign page would load it, with what the browser says about that. */
    static Stream<Named<Attempt>> aPageInAFrame() {
        Map<String, String> framed =
                Map.of("Sec-Fetch-Dest", "iframe", "Sec-Fetch-Site", "cross-site", "Referer", "https://evil.example/");
        return pages().entrySet().stream()
                .flatMap(page -> Stream.of(Map.<String, String>of(), framed)
                        .map(headers -> Attempt.holding(
                                        page.getKey() + (headers.isEmpty() ? "" : ", asked for by a frame"),
                                        () -> assertUnframeable(Wire.get(page.getValue(), headers)))
                                .named()));
    }

    private static Map<String, String> pages() {
        Map<String, String> bad = Shop.PLAIN.request(new CodeVerifier());
        bad.put("redirect_uri", "https://evil.example");
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("front", "/");
        pages.put("login", "/oauth2/authorize?" + Wire.encoded(Shop.PLAIN.request(new CodeVerifier())));
        pages.put("login refused", "/oauth2/authorize?" + Wire.encoded(bad));
        pages.put("unknown website", "/oauth2/authorize?client_id=nobody");
        pages.put("phone app", "/app/");
        pages.put("enrolment", "/app/enrol");
        pages.put("scanned code", "/q/AAAA");
        pages.put("audit console", "/audit/");
        return pages;
    }

    private static void assertUnframeable(BrowserAnswer page) {
        List<String> policy = page.headers().allValues("Content-Security-Policy");
        assertThat(policy).as("%s %s", page.status(), page.headers().map()).isNotEmpty();
        assertThat(policy).anyMatch(text -> text.contains("frame-ancestors 'none'"));
        assertThat(page.headers().firstValue("Cross-Origin-Opener-Policy")).contains("same-origin");
    }
}
