package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.doorway.clients.browser.BrowserResponse;
import io.doorway.e2e.support.IssuerHttp;
import io.doorway.e2e.support.Shop;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 19,
        name =
                "Redirect tricks: a redirect address that is nearly the registered one, or an open redirect through an error",
        control =
                "Compared character by character with the registered addresses; a request without a registered address is "
                        + "answered on the page, never redirected",
        where = "session-service `Authorize`, `ParResource`, `ClientRules`")
class Attack19RedirectTricksTest {

    private static final String[] ADDRESSES = {
        "",
        "http://localhost:9/plain/back/",
        "http://localhost:9/plain/back?",
        "http://localhost:9/plain/back#",
        "http://localhost:9/plain/back?x=1",
        "http://localhost:9/plain/back#x",
        "http://localhost:9/plain/back ",
        " http://localhost:9/plain/back",
        "http://localhost:9/plain/back%20",
        "http://localhost:9/plain/back%00",
        "http://localhost:9/plain/back\u0000",
        "http://localhost:9/plain/back%2f",
        "http://localhost:9/plain/back;x",
        "http://localhost:9/plain/back/..",
        "http://localhost:9/plain/back/../back",
        "http://localhost:9/plain/./back",
        "http://localhost:9/plain/%2e%2e/plain/back",
        "http://localhost:9//plain/back",
        "http://localhost:9/plain//back",
        "http://localhost:9\\plain\\back",
        "http://localhost:9/plain/back\\",
        "http://localhost:9/plain/bac",
        "http://localhost:9/plain/backx",
        "http://localhost:9/plain/",
        "http://localhost:9/plain",
        "http://localhost:9/",
        "http://localhost:9",
        "http://localhost:9/PLAIN/back",
        "http://localhost:9/plain/Back",
        "http://localhost:9/%70lain/back",
        "http://localhost:9/*",
        "http://localhost:9/other/back",
        "http://localhost/plain/back",
        "http://localhost:80/plain/back",
        "http://localhost:09/plain/back",
        "http://localhost:99/plain/back",
        "http://LOCALHOST:9/plain/back",
        "HTTP://localhost:9/plain/back",
        "http://localhost.:9/plain/back",
        "http://127.0.0.1:9/plain/back",
        "http://[::1]:9/plain/back",
        "http://2130706433:9/plain/back",
        "http://0x7f000001:9/plain/back",
        "https://localhost:9/plain/back",
        "ftp://localhost:9/plain/back",
        "//localhost:9/plain/back",
        "/plain/back",
        "plain/back",
        "http:/localhost:9/plain/back",
        "http:localhost:9/plain/back",
        "http://evil.example/plain/back",
        "http://localhost:9@evil.example/plain/back",
        "http://user@localhost:9/plain/back",
        "http://evil.example#@localhost:9/plain/back",
        "http://evil.example?localhost:9/plain/back",
        "http://evil.example\\@localhost:9/plain/back",
        "http://localhost:9.evil.example/plain/back",
        "http://evil.example/http://localhost:9/plain/back",
        "http://l\u043ecalhost:9/plain/back",
        "http://localhost\u3002evil.example/plain/back",
        "http://localhost:9/plain/back\r\nLocation: http://evil.example",
        "http://localhost:9/plain/back%0d%0aLocation:%20http://evil.example",
        "javascript:alert(1)//localhost:9/plain/back",
        "data:text/html,http://localhost:9/plain/back",
        "urn:ietf:wg:oauth:2.0:oob",
        "http://localhost:9/plain/back,http://evil.example",
        "http://localhost:9/plain/back http://evil.example",
    };

    @ParameterizedTest
    @MethodSource
    void anUnregisteredAddress(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> anUnregisteredAddress() {
        return Stream.of(ADDRESSES).flatMap(address -> {
            Map<String, String> request = Shop.PLAIN.request(new CodeVerifier());
            request.put("redirect_uri", address);
            String printed = "'" + address.replace("\r\n", "<line>").replace("\0", "<NUL>") + "'";
            return Stream.of(
                    AttackCase.of(printed, () -> authorize(request))
                            .refused(400, "Unknown return address")
                            .named("authorize"),
                    AttackCase.of(printed, () -> ObservedResponse.of(Shop.PLAIN.push(request)))
                            .refused(400, "invalid_request")
                            .named("push"));
        });
    }

    @ParameterizedTest
    @MethodSource
    void anotherErrorDoesNotRedirectToAnUnregisteredAddress(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    /** With a registered address these requests would be answered by a redirect. */
    static Stream<Named<AttackCase>> anotherErrorDoesNotRedirectToAnUnregisteredAddress() {
        return Map.of(
                        "response_type", "token",
                        "prompt", "none",
                        "code_challenge_method", "plain",
                        "response_mode", "fragment",
                        "request", "x",
                        "action", "steal",
                        "scope", "profile")
                .entrySet()
                .stream()
                .map(error -> {
                    Map<String, String> request = Shop.PLAIN.request(new CodeVerifier());
                    request.put("redirect_uri", "https://evil.example/back");
                    request.put(error.getKey(), error.getValue());
                    return AttackCase.of(error.getKey() + "=" + error.getValue(), () -> authorize(request))
                            .refused(400, "Unknown return address")
                            .named();
                });
    }

    @Test
    void theRegisteredAddressIsAccepted() {
        assertThat(authorize(Shop.PLAIN.request(new CodeVerifier())).status()).isEqualTo(200);
    }

    private static ObservedResponse authorize(Map<String, String> request) {
        BrowserResponse answer = IssuerHttp.authorize(request);
        assertThat(answer.headers().firstValue("Location")).isEmpty();
        return ObservedResponse.of(answer);
    }
}
