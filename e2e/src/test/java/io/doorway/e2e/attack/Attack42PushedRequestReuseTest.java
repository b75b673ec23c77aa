package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.doorway.clients.browser.BrowserResponse;
import io.doorway.clients.browser.HeadlessBrowser;
import io.doorway.clients.browser.LoginPageMessages.LoginPageData;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.e2e.support.IssuerHttp;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.TestPlatform;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
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
        name = "Pushed request reuse and SSRF: a `request_uri` used again, by others, or pointing to another host",
        control =
                "The first browser whose page runs claims a reference, it is used up when its login ends, and only Doorway's own "
                        + "references are accepted: nothing is fetched",
        where = "libs/login `PushedRequestClaims`; session-service `PushedRequests`, `AuthorizationChecks`")
class Attack42PushedRequestReuseTest {

    private static final int OUTBOUND_CALL_TIMEOUT_MILLIS = 300;

    private static ServerSocket listener;

    @BeforeAll
    static void listen() throws IOException {
        listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        listener.setSoTimeout(OUTBOUND_CALL_TIMEOUT_MILLIS);
    }

    @AfterAll
    static void close() throws IOException {
        listener.close();
    }

    @ParameterizedTest
    @MethodSource
    void aReferenceOfAnotherBrowserOrClient(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aReferenceOfAnotherBrowserOrClient() {
        String noLongerValid = "This login link is no longer valid";
        return Stream.of(
                AttackCase.of("another browser, while the first one waits", () -> {
                            String reference = Shop.REQUIRED_PAR.pushedRequest();
                            HeadlessBrowser first = TestPlatform.browser();
                            first.start(first.open(authorization(Shop.REQUIRED_PAR, reference)));
                            return open(Shop.REQUIRED_PAR, reference);
                        })
                        .refused(400, noLongerValid)
                        .named(),
                AttackCase.of("another browser, which opened it before the first one", () -> {
                            String reference = Shop.REQUIRED_PAR.pushedRequest();
                            HeadlessBrowser other = TestPlatform.browser();
                            LoginPageData opened = other.open(authorization(Shop.REQUIRED_PAR, reference));
                            HeadlessBrowser first = TestPlatform.browser();
                            first.start(first.open(authorization(Shop.REQUIRED_PAR, reference)));
                            return create(other, opened);
                        })
                        .refused(409, "request-used")
                        .named(),
                AttackCase.of("another page of the browser, after its login", () -> {
                            String reference = Shop.REQUIRED_PAR.pushedRequest();
                            HeadlessBrowser browser = TestPlatform.browser();
                            LoginPageData other = browser.open(authorization(Shop.REQUIRED_PAR, reference));
                            login(browser, browser.open(authorization(Shop.REQUIRED_PAR, reference)));
                            return create(browser, other);
                        })
                        .refused(409, "request-used")
                        .named(),
                AttackCase.of("the same browser, after its login", () -> {
                            String reference = Shop.REQUIRED_PAR.pushedRequest();
                            HeadlessBrowser browser = TestPlatform.browser();
                            login(browser, browser.open(authorization(Shop.REQUIRED_PAR, reference)));
                            return ObservedResponse.of(
                                    browser.send("GET", path(Shop.REQUIRED_PAR, reference), Map.of()));
                        })
                        .refused(400, "You have already continued")
                        .named(),
                AttackCase.of("another client", () -> open(Shop.OTHER, Shop.REQUIRED_PAR.pushedRequest()))
                        .refused(400, noLongerValid)
                        .named(),
                AttackCase.of(
                                "an unknown client",
                                () -> open(new Shop("no-shop", ""), Shop.REQUIRED_PAR.pushedRequest()))
                        .refused(400, "Unknown website")
                        .named(),
                AttackCase.of("truncated", () -> {
                            String reference = Shop.REQUIRED_PAR.pushedRequest();
                            return open(Shop.REQUIRED_PAR, reference.substring(0, reference.length() - 1));
                        })
                        .refused(400, noLongerValid)
                        .named(),
                AttackCase.of("one character changed", () -> {
                            String reference = Shop.REQUIRED_PAR.pushedRequest();
                            return open(Shop.REQUIRED_PAR, reference.substring(0, reference.length() - 2) + "__");
                        })
                        .refused(400, noLongerValid)
                        .named(),
                AttackCase.of(
                                "that was not issued",
                                () -> open(Shop.REQUIRED_PAR, "urn:ietf:params:oauth:request_uri:" + "A".repeat(43)))
                        .refused(400, noLongerValid)
                        .named(),
                AttackCase.of("empty", () -> open(Shop.REQUIRED_PAR, "urn:ietf:params:oauth:request_uri:"))
                        .refused(400, noLongerValid)
                        .named());
    }

    @ParameterizedTest
    @MethodSource
    void aRequestThatWasNotPushed(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aRequestThatWasNotPushed() {
        Map<String, String> plain = Shop.REQUIRED_PAR.request(new CodeVerifier());
        return Stream.of(
                AttackCase.of("by the client that must push", () -> ObservedResponse.of(IssuerHttp.authorize(plain)))
                        .refused(400, "Incomplete request")
                        .named());
    }

    @ParameterizedTest
    @MethodSource
    void anotherAddressAsReference(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> anotherAddressAsReference() {
        String listenerAddress = "localhost:" + listener.getLocalPort();
        Map<String, Map<String, String>> requests = new LinkedHashMap<>();
        for (String address : new String[] {
            "http://" + listenerAddress + "/request",
            "https://" + listenerAddress + "/request",
            "ftp://" + listenerAddress + "/request",
            "gopher://" + listenerAddress + "/_request",
            "file:///etc/passwd",
            "jar:http://" + listenerAddress + "!/x",
            "data:application/jwt,x",
            "http://169.254.169.254/latest/meta-data/",
            "//" + listenerAddress + "/request",
            "urn:ietf:params:oauth:request_uri",
            "URN:ietf:params:oauth:request_uri:x"
        }) {
            requests.put("request_uri=" + address, Map.of("request_uri", address));
        }
        return requests.entrySet().stream().flatMap(entry -> {
            Map<String, String> request = Shop.PLAIN.request(new CodeVerifier());
            request.putAll(entry.getValue());
            return Stream.of(
                    AttackCase.of("authorize", () -> withoutOutboundCall(IssuerHttp.authorize(request)))
                            .refused(303, "request_uri_not_supported")
                            .named(entry.getKey()),
                    AttackCase.of("push", () -> withoutOutboundCall(Shop.PLAIN.push(request)))
                            .refused(400, "request_uri_not_supported")
                            .named(entry.getKey()));
        });
    }

    @Test
    void theFirstBrowserMayReload() {
        String reference = Shop.REQUIRED_PAR.pushedRequest();
        HeadlessBrowser browser = TestPlatform.browser();

        browser.start(browser.open(authorization(Shop.REQUIRED_PAR, reference)));

        assertThat(browser.open(authorization(Shop.REQUIRED_PAR, reference)).ticket())
                .isNotEmpty();
    }

    @Test
    void lookingAtTheAddressUsesNothingUp() {
        String reference = Shop.REQUIRED_PAR.pushedRequest();
        String path = path(Shop.REQUIRED_PAR, reference);
        IssuerHttp.get(path, Map.of());
        IssuerHttp.get(path, Map.of("Sec-Purpose", "prefetch"));
        TestPlatform.browser().send("HEAD", path, Map.of());
        HeadlessBrowser browser = TestPlatform.browser();

        assertThat(browser.start(browser.open(authorization(Shop.REQUIRED_PAR, reference)))
                        .challengeId())
                .isNotEmpty();
    }

    private static void login(HeadlessBrowser browser, LoginPageData page) {
        String id = browser.start(page).challengeId();
        HeadlessPhone phone = TestPlatform.person("Victim").headlessPhone();
        phone.approve(phone.scan(() -> browser.frames(id).current().content()));
        browser.complete(id);
    }

    private static ObservedResponse create(HeadlessBrowser browser, LoginPageData page) {
        return ObservedResponse.of(
                browser.sendWithProof("POST", "/challenges", Map.of("Authorization", "Bearer " + page.ticket())));
    }

    /** The answer. Fails if Doorway has called the listener. */
    private static ObservedResponse withoutOutboundCall(BrowserResponse answer) throws IOException {
        try (var caller = listener.accept()) {
            throw new AssertionError("Doorway opened a connection: " + caller);
        } catch (SocketTimeoutException noCall) {
            return ObservedResponse.of(answer);
        }
    }

    private static URI authorization(Shop shop, String reference) {
        return Shop.authorization(Map.of("client_id", shop.id(), "request_uri", reference));
    }

    private static String path(Shop shop, String reference) {
        return "/oauth2/authorize?" + authorization(shop, reference).getRawQuery();
    }

    private static ObservedResponse open(Shop shop, String reference) {
        return ObservedResponse.of(IssuerHttp.get(path(shop, reference), Map.of()));
    }
}
