package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.doorway.clients.browser.BrowserResponse;
import io.doorway.e2e.support.IssuerHttp;
import io.doorway.e2e.support.Shop;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 30,
        name = "Clickjacking: a page with a QR code or a button in another site's frame",
        control = "`frame-ancestors 'none'` on every page; no window keeps a reference to Doorway's pages",
        where = "session-service `LoginPagePolicy`; approval-service `AppPagePolicy`; audit-service `ConsolePage`")
class Attack30ClickjackingTest {

    @ParameterizedTest
    @MethodSource
    void aPageInAFrame(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    /** With the headers of a plain request, and with those of a request from a frame of another site. */
    static Stream<Named<AttackCase>> aPageInAFrame() {
        Map<String, String> framed =
                Map.of("Sec-Fetch-Dest", "iframe", "Sec-Fetch-Site", "cross-site", "Referer", "https://evil.example/");
        return pages().entrySet().stream()
                .flatMap(page -> Stream.of(Map.<String, String>of(), framed)
                        .map(headers -> AttackCase.asserting(
                                        page.getKey() + (headers.isEmpty() ? "" : ", requested by a frame"),
                                        () -> assertUnframeable(IssuerHttp.get(page.getValue(), headers)))
                                .named()));
    }

    private static Map<String, String> pages() {
        Map<String, String> bad = Shop.PLAIN.request(new CodeVerifier());
        bad.put("redirect_uri", "https://evil.example");
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("front", "/");
        pages.put("login", "/oauth2/authorize?" + IssuerHttp.formEncode(Shop.PLAIN.request(new CodeVerifier())));
        pages.put("login refused", "/oauth2/authorize?" + IssuerHttp.formEncode(bad));
        pages.put("unknown website", "/oauth2/authorize?client_id=nobody");
        pages.put("phone app", "/app/");
        pages.put("enrolment", "/app/enrol");
        pages.put("scanned code", "/Q/AAAA");
        pages.put("audit console", "/audit/");
        return pages;
    }

    private static void assertUnframeable(BrowserResponse page) {
        List<String> policy = page.headers().allValues("Content-Security-Policy");
        assertThat(policy).as("%s %s", page.status(), page.headers().map()).isNotEmpty();
        assertThat(policy).anyMatch(text -> text.contains("frame-ancestors 'none'"));
        assertThat(page.headers().firstValue("Cross-Origin-Opener-Policy")).contains("same-origin");
    }
}
