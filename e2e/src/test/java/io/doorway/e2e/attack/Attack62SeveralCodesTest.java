package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.doorway.clients.browser.HeadlessBrowser;
import io.doorway.clients.browser.LoginPageMessages.LoginPageData;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.TestPlatform;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 62,
        name = "Several codes for one request: more than one login of the same page is approved and completed",
        control =
                "A login reserves its authorization request in the step before it completes; another login of the same request is refused. A pushed request is removed when its login is completed",
        where = "session-service `CompletedRequests`, `reserve-request.lua`, `CompleteLogin`, `PushedRequests`")
class Attack62SeveralCodesTest {

    private static final int LOGINS = 4;

    private static List<HeadlessPhone> phones;

    @BeforeAll
    static void enrol() {
        phones = Stream.generate(() -> TestPlatform.person("Accomplice").headlessPhone())
                .limit(LOGINS)
                .toList();
    }

    /** Approved logins of one page, each by another account. */
    private record Page(HeadlessBrowser browser, List<String> logins) {

        static Page open(Shop shop, boolean pushed) {
            HeadlessBrowser browser = TestPlatform.browser();
            Map<String, String> request = shop.request(new CodeVerifier());
            URI address = pushed
                    ? Shop.authorization(Map.of("client_id", shop.id(), "request_uri", shop.pushedRequest()))
                    : Shop.authorization(request);
            LoginPageData page = browser.open(address);
            List<String> logins = new ArrayList<>();
            for (HeadlessPhone phone : phones) {
                String challenge = browser.start(page).challengeId();
                phone.approve(phone.scan(() ->
                        Shop.Login.frameIn(browser.frames(challenge).current().content())));
                logins.add(challenge);
            }
            return new Page(browser, logins);
        }
    }

    @ParameterizedTest
    @MethodSource
    void aSecondLoginOfOneRequest(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aSecondLoginOfOneRequest() {
        List<Named<AttackCase>> cases = new ArrayList<>();
        for (Shop shop : List.of(Shop.PLAIN, Shop.OTHER, Shop.OPTIONAL_PKCE)) {
            for (boolean pushed : List.of(false, true)) {
                for (int first = 0; first < LOGINS; first++) {
                    for (int second = 0; second < LOGINS; second++) {
                        if (first != second) {
                            cases.add(attempt(shop, pushed, first, second));
                        }
                    }
                }
            }
        }
        return cases.stream();
    }

    private static Named<AttackCase> attempt(Shop shop, boolean pushed, int first, int second) {
        String name = "%s%s, login %d then %d".formatted(shop.id(), pushed ? ", pushed" : "", first + 1, second + 1);
        return AttackCase.of(name, () -> {
                    Page page = Page.open(shop, pushed);
                    page.browser().complete(page.logins().get(first));
                    return ProtocolCalls.browserCall(
                            page.browser(),
                            "POST",
                            ProtocolCalls.completePath(page.logins().get(second)));
                })
                .refused(409, "wrong-state")
                .named();
    }

    @Test
    void theFirstLoginGetsTheSameCodeAgain() {
        Page page = Page.open(Shop.PLAIN, false);
        URI response = page.browser().complete(page.logins().getLast());

        assertThat(page.browser().complete(page.logins().getLast())).isEqualTo(response);
    }
}
