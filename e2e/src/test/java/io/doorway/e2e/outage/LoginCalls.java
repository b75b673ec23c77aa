package io.doorway.e2e.outage;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.doorway.clients.browser.HeadlessBrowser;
import io.doorway.clients.browser.LoginPageMessages.LoginPageData;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.PhoneMessages;
import io.doorway.clients.phone.ScannedLogin;
import io.doorway.e2e.support.IssuerHttp;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.TestPlatform;
import io.doorway.local.Platform.Parts;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The calls of logins. Each has a login of its own. */
final class LoginCalls {

    private LoginCalls() {}

    static Map<String, Supplier<CallAnswer>> ofBrowsers() {
        Map<String, Supplier<CallAnswer>> calls = new LinkedHashMap<>();
        calls.put("create", create());
        Shop.Login waiting = Shop.PLAIN.begin();
        HeadlessBrowser browser = waiting.browser();
        String events = HeadlessBrowser.eventsPath(waiting.challenge());
        calls.put(
                "frames",
                () -> CallAnswer.of(
                        browser.sendWithProof("GET", "/challenges/" + waiting.challenge() + "/frames", Map.of())));
        calls.put(
                "poll",
                () -> CallAnswer.of(browser.sendWithProof("GET", events, Map.of("Accept", "application/json"))));
        calls.put(
                "open a stream",
                () -> Streams.begin(
                        events,
                        Map.of(
                                "Accept",
                                "text/event-stream",
                                "Cookie",
                                "__Host-doorway=" + browser.bindingCookie(),
                                "DPoP",
                                browser.proof("GET", events))));
        HeadlessBrowser direct = atSessionService(browser);
        calls.put(
                "watch on a socket",
                () -> CallAnswer.ofSocket(
                        () -> direct.openSocket(
                                waiting.challenge(), TestPlatform.issuer().toString()),
                        () -> direct.proof("GET", events)));
        calls.put("cancel", cancel());
        calls.put("complete", complete());
        calls.put(
                "open the login page",
                () -> CallAnswer.of(TestPlatform.browser().sendGet(Shop.PLAIN.authorization())));
        calls.put(
                "open the login page with a form",
                () -> CallAnswer.of(
                        IssuerHttp.form("/oauth2/authorize", Map.of(), Shop.PLAIN.request(new CodeVerifier()))));
        String pushed = Shop.PLAIN.pushedRequest();
        calls.put(
                "open the login page of a pushed request",
                () -> CallAnswer.of(TestPlatform.browser()
                        .sendGet(Shop.authorization(Map.of("client_id", Shop.PLAIN.id(), "request_uri", pushed)))));
        return calls;
    }

    /** The gateway of the local platform passes no header of a refused upgrade on. */
    private static HeadlessBrowser atSessionService(HeadlessBrowser browser) {
        URI address = URI.create("http://" + TestPlatform.platform().address(Parts.SESSION));
        return new HeadlessBrowser(TestPlatform.HTTP, address, TestPlatform.issuer())
                .useKey(browser.key())
                .useBindingCookie(browser.bindingCookie());
    }

    static Map<String, Supplier<CallAnswer>> ofPhones() {
        Map<String, Supplier<CallAnswer>> calls = new LinkedHashMap<>();
        Shop.Login waiting = Shop.PLAIN.begin();
        HeadlessPhone another = TestPlatform.person("Grace").headlessPhone();
        calls.put(
                "scan",
                () -> CallAnswer.of(another.api()
                        .post(
                                "/approvals/scan",
                                another.signedMessage(PhoneMessages.SCAN, PhoneMessages.scanned(frame(waiting))))));
        calls.put("approve", approve());
        calls.put("reject", reject());
        Shop.Login followed = Shop.PLAIN.begin();
        HeadlessPhone following = TestPlatform.person("Grace").headlessPhone();
        ScannedLogin scanned = following.scan(followed::frame);
        calls.put("outcome", () -> CallAnswer.of(following.outcome(scanned, 0)));
        return calls;
    }

    static Map<String, Supplier<CallAnswer>> ofRelyingParties() {
        Map<String, Supplier<CallAnswer>> calls = new LinkedHashMap<>();
        calls.put("redeem", redeem());
        String token = approved().accessToken();
        calls.put("userinfo", () -> CallAnswer.of(IssuerHttp.userInfo(token)));
        calls.put(
                "userinfo with a form",
                () -> CallAnswer.of(IssuerHttp.form("/oauth2/userinfo", Map.of(), Map.of("access_token", token))));
        calls.put(
                "introspect",
                () -> CallAnswer.of(
                        IssuerHttp.form("/oauth2/introspect", Shop.PLAIN.credentials(), Map.of("token", token))));
        calls.put("push", () -> CallAnswer.of(Shop.PLAIN.push(Shop.PLAIN.request(new CodeVerifier()))));
        return calls;
    }

    /** The calls that wait for their event. */
    static Map<String, Supplier<CallAnswer>> ofTransitions() {
        Map<String, Supplier<CallAnswer>> calls = new LinkedHashMap<>();
        calls.put("redeem", redeem());
        calls.put("cancel", cancel());
        calls.put("approve", approve());
        calls.put("reject", reject());
        calls.put("complete", complete());
        return calls;
    }

    /** The last frame that the page has, while the server cannot draw another. */
    private static String frame(Shop.Login login) {
        try {
            return login.frame();
        } catch (RuntimeException unavailable) {
            return "A".repeat(50);
        }
    }

    private static Supplier<CallAnswer> redeem() {
        Shop.Login approved = approved();
        String code = approved.code();
        return () -> CallAnswer.of(approved.redeem(code));
    }

    private static Supplier<CallAnswer> create() {
        HeadlessBrowser browser = TestPlatform.browser();
        LoginPageData page = browser.open(Shop.PLAIN.authorization());
        return () -> CallAnswer.of(
                browser.sendWithProof("POST", "/challenges", Map.of("Authorization", "Bearer " + page.ticket())));
    }

    private static Supplier<CallAnswer> cancel() {
        Shop.Login login = Shop.PLAIN.begin();
        return () ->
                CallAnswer.of(login.browser().sendWithProof("DELETE", "/challenges/" + login.challenge(), Map.of()));
    }

    private static Shop.Login approved() {
        Shop.Login login = Shop.PLAIN.begin();
        HeadlessPhone phone = TestPlatform.person("Ada").headlessPhone();
        phone.approve(phone.scan(login::frame));
        return login;
    }

    /** With a confirmation code, because there are 60 seconds for it. */
    private static Supplier<CallAnswer> complete() {
        Shop.Login login = Shop.ALWAYS_CODE.begin();
        HeadlessPhone phone = TestPlatform.person("Ada").headlessPhone();
        String body = "{\"code\":\"" + phone.approve(phone.scan(login::frame)).code() + "\"}";
        return () -> CallAnswer.of(login.browser()
                .sendWithProof("POST", HeadlessBrowser.completionPath(login.challenge()), Map.of(), body));
    }

    private static Supplier<CallAnswer> approve() {
        return decide("approve", PhoneMessages.APPROVAL, Map.of());
    }

    private static Supplier<CallAnswer> reject() {
        return decide("reject", PhoneMessages.REJECTION, Map.of("reason", "not_me"));
    }

    private static Supplier<CallAnswer> decide(String decision, String type, Map<String, String> more) {
        Shop.Login login = Shop.PLAIN.begin();
        HeadlessPhone phone = TestPlatform.person("Ada").headlessPhone();
        ScannedLogin scanned = phone.scan(login::frame);
        Map<String, String> members = new LinkedHashMap<>(more);
        members.put("transcript", scanned.transcript());
        return () -> CallAnswer.of(phone.api()
                .post("/approvals/" + login.challenge() + "/" + decision, phone.signedMessage(type, members)));
    }
}
