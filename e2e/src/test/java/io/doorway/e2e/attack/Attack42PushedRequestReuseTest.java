package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.doorway.e2e.support.Doorway;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.Wire;
import io.doorway.testkit.browser.HeadlessBrowser;
import io.doorway.testkit.browser.LoginForm;
import io.doorway.testkit.phone.HeadlessPhone;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 42,
        name = "Pushed request reuse and SSRF: a `request_uri` used again, by others, or leading elsewhere",
        control =
                "A reference is claimed by the first browser, forgotten when its login ends, and is one of ours or refused: nothing is ever"
                        + " fetched",
        where = "session-service `PushedRequests`, `claim-pushed-request.lua`, `AuthorizationChecks`")
class Attack42PushedRequestReuseTest {

    private static final int NOBODY_CALLS_WITHIN_MILLIS = 300;

    private static ServerSocket listener;

    @BeforeAll
    static void somebodyListens() throws IOException {
        listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        listener.setSoTimeout(NOBODY_CALLS_WITHIN_MILLIS);
    }

    @AfterAll
    static void close() throws IOException {
        listener.close();
    }

    @ParameterizedTest
    @MethodSource
    void aReferenceThatIsNotForThisBrowser(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<Attempt>> aReferenceThatIsNotForThisBrowser() {
        String movedOn = "This login has moved on";
        return Stream.of(
                Attempt.of("another browser, while the first one waits", () -> {
                            String reference = pushed();
                            browser().open(authorization(Shop.PUSHING, reference));
                            return open(Shop.PUSHING, reference);
                        })
                        .refused(400, movedOn)
                        .named(),
                Attempt.of("the same browser, after its login", () -> {
                            String reference = pushed();
                            HeadlessBrowser browser = browser();
                            LoginForm form = browser.open(authorization(Shop.PUSHING, reference));
                            String id = browser.start(form).challengeId();
                            HeadlessPhone phone = Doorway.person("Victim").headlessPhone();
                            phone.approve(phone.scan(
                                    () -> browser.frames(id).current().content()));
                            browser.complete(id);
                            return Answer.of(browser.send("GET", path(Shop.PUSHING, reference), Map.of()));
                        })
                        .refused(400, movedOn)
                        .named(),
                Attempt.of("another client", () -> open(Shop.OTHER, pushed()))
                        .refused(400, movedOn)
                        .named(),
                Attempt.of("a client that there is not", () -> open(new Shop("no-shop", ""), pushed()))
                        .refused(400, "Unknown website")
                        .named(),
                Attempt.of("cut short", () -> {
                            String reference = pushed();
                            return open(Shop.PUSHING, reference.substring(0, reference.length() - 1));
                        })
                        .refused(400, movedOn)
                        .named(),
                Attempt.of("one character changed", () -> {
                            String reference = pushed();
                            return open(Shop.PUSHING, reference.substring(0, reference.length() - 2) + "__");
                        })
                        .refused(400, movedOn)
                        .named(),
                Attempt.of("of nobody", () -> open(Shop.PUSHING, "urn:ietf:params:oauth:request_uri:" + "A".repeat(43)))
                        .refused(400, movedOn)
                        .named(),
                Attempt.of("empty", () -> open(Shop.PUSHING, "urn:ietf:params:oauth:request_uri:"))
                        .refused(400, movedOn)
                        .named());
    }

    @ParameterizedTest
    @MethodSource
    void aRequestThatWasNotPushed(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<Attempt>> aRequestThatWasNotPushed() {
        Map<String, String> plain = Shop.PUSHING.request(new CodeVerifier());
        return Stream.of(Attempt.of(
                        "by the client that must push",
                        () -> Answer.of(Wire.get("/oauth2/authorize?" + Wire.encoded(plain), Map.of())))
                .refused(400, "Incomplete request")
                .named());
    }

    @ParameterizedTest
    @MethodSource
    void anAddressElsewhereIsNotFetched(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<Attempt>> anAddressElsewhereIsNotFetched() {
        String here = "localhost:" + listener.getLocalPort();
        Map<String, Map<String, String>> asking = new LinkedHashMap<>();
        for (String address : new String[] {
            "http://" + here + "/request",
            "https://" + here + "/request",
            "ftp://" + here + "/request",
            "gopher://" + here + "/_request",
            "file:///etc/passwd",
            "jar:http://" + here + "!/x",
            "data:application/jwt,x",
            "http://169.254.169.254/latest/meta-data/",
            "//" + here + "/request",
            "urn:ietf:params:oauth:request_uri",
            "URN:ietf:params:oauth:request_uri:x"
        }) {
            asking.put("request_uri=" + address, Map.of("request_uri", address));
        }
        return asking.entrySet().stream().flatMap(ask -> {
            Map<String, String> request = Shop.PLAIN.request(new CodeVerifier());
            request.putAll(ask.getValue());
            return Stream.of(
                    Attempt.of(
                                    "authorize",
                                    () -> unheard(Wire.get("/oauth2/authorize?" + Wire.encoded(request), Map.of())))
                            .refused(303, "request_uri_not_supported")
                            .named(ask.getKey()),
                    Attempt.of("push", () -> unheard(Shop.PLAIN.push(request)))
                            .refused(400, "request_uri_not_supported")
                            .named(ask.getKey()));
        });
    }

    @Test
    void theBrowserThatItIsForMayReload() {
        String reference = pushed();
        HeadlessBrowser browser = browser();

        browser.open(authorization(Shop.PUSHING, reference));

        assertThat(browser.open(authorization(Shop.PUSHING, reference)).ticket())
                .isNotEmpty();
    }

    /** The answer, if nobody called in the meantime. */
    private static Answer unheard(io.doorway.testkit.browser.BrowserAnswer answer) throws IOException {
        try (var caller = listener.accept()) {
            throw new AssertionError("somebody called: " + caller);
        } catch (SocketTimeoutException nobody) {
            return Answer.of(answer);
        }
    }

    private static String pushed() {
        return Tokens.member(Shop.PUSHING.push(Shop.PUSHING.request(new CodeVerifier())), "request_uri");
    }

    private static java.net.URI authorization(Shop shop, String reference) {
        return Shop.authorization(Map.of("client_id", shop.id(), "request_uri", reference));
    }

    private static String path(Shop shop, String reference) {
        return "/oauth2/authorize?" + authorization(shop, reference).getRawQuery();
    }

    private static Answer open(Shop shop, String reference) {
        return Answer.of(Wire.get(path(shop, reference), Map.of()));
    }

    private static HeadlessBrowser browser() {
        return new HeadlessBrowser(Doorway.HTTP, Doorway.issuer());
    }
}
