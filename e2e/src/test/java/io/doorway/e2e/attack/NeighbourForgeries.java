package io.doorway.e2e.attack;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.doorway.clients.browser.BrowserKeyPair;
import io.doorway.clients.browser.HeadlessBrowser;
import io.doorway.e2e.support.IssuerHttp;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.TestPlatform;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What an attacker sends from the address of a browser or a relying party. */
final class NeighbourForgeries {

    private static final String COOKIE = "__Host-doorway";
    private static final String SOURCE = "X-Forwarded-For";

    private NeighbourForgeries() {}

    /** A kind of forgery for one call. */
    record Kind(String name, BrowserRequest request) {}

    /** Sends one request. */
    interface BrowserRequest {
        ObservedResponse from(Victim victim, String address);
    }

    /** A browser that waits for its login, at one instance. */
    record Victim(HeadlessBrowser browser, String challenge, String instance) {

        static Victim begin(String instance) {
            Shop.Login login = Shop.PLAIN.begin();
            HeadlessBrowser browser = at(instance)
                    .useKey(login.browser().key())
                    .useBindingCookie(login.browser().bindingCookie());
            return new Victim(browser, login.challenge(), instance);
        }

        /** The request of the browser itself. */
        ObservedResponse send(String method, String call, String address) {
            return ObservedResponse.of(browser.sendWithProof(method, path(challenge, call), headers(address)));
        }

        /** A request that names nothing. */
        ObservedResponse unnamed(String method, String call, String address) {
            return ObservedResponse.of(at(instance).send(method, path("x", call), headers(address)));
        }

        private HeadlessBrowser stranger() {
            return at(instance);
        }

        private static HeadlessBrowser at(String instance) {
            return new HeadlessBrowser(TestPlatform.HTTP, URI.create("http://" + instance), TestPlatform.issuer());
        }
    }

    static List<Kind> ofBrowsers(String method, String call) {
        return List.of(
                new Kind(
                        "unknown challenges",
                        (victim, address) -> ObservedResponse.of(victim.stranger()
                                .useBindingCookie(TestPlatform.UNKNOWN_ID)
                                .sendWithProof(method, path(TestPlatform.UNKNOWN_ID, call), headers(address)))),
                new Kind(
                        "the challenge without a cookie",
                        (victim, address) -> ObservedResponse.of(victim.stranger()
                                .sendWithProof(method, path(victim.challenge(), call), headers(address)))),
                new Kind(
                        "the challenge with another cookie",
                        (victim, address) -> ObservedResponse.of(victim.stranger()
                                .useBindingCookie(TestPlatform.UNKNOWN_ID)
                                .sendWithProof(method, path(victim.challenge(), call), headers(address)))),
                new Kind(
                        "the challenge and its cookie with another key",
                        (victim, address) -> ObservedResponse.of(victim.stranger()
                                .useBindingCookie(victim.browser().bindingCookie())
                                .sendWithProof(method, path(victim.challenge(), call), headers(address)))),
                new Kind("the challenge with proofs that are none", (victim, address) -> {
                    Map<String, String> headers = new LinkedHashMap<>(headers(address));
                    headers.put(
                            "Cookie",
                            COOKIE + "="
                                    + Objects.requireNonNull(victim.browser().bindingCookie()));
                    headers.put("DPoP", "x");
                    return ObservedResponse.of(victim.stranger().send(method, path(victim.challenge(), call), headers));
                }),
                new Kind("the challenge with proofs for another call", (victim, address) -> {
                    Map<String, String> headers = new LinkedHashMap<>(headers(address));
                    headers.put(
                            "Cookie",
                            COOKIE + "="
                                    + Objects.requireNonNull(victim.browser().bindingCookie()));
                    headers.put("DPoP", BrowserKeyPair.generate().proof("PUT", TestPlatform.issuer()));
                    return ObservedResponse.of(victim.stranger().send(method, path(victim.challenge(), call), headers));
                }));
    }

    /** The headers of each kind. */
    static Map<String, Map<String, String>> ofClients() {
        Map<String, Map<String, String>> kinds = new LinkedHashMap<>();
        kinds.put("calls without credentials", Map.of());
        kinds.put("credentials that are none", Map.of("Authorization", "Basic !"));
        kinds.put("an unknown client", new Shop("unknown-shop", "http://localhost:9/").credentials());
        kinds.put(
                "the secret of another client",
                Shop.PLAIN.credentials(IssuerHttp.formEncode("other shop's secret for tests")));
        kinds.put("guessed secrets", Shop.PLAIN.credentials("guess"));
        kinds.put("guessed secrets of another client", Shop.OTHER.credentials("guess"));
        return kinds;
    }

    /** A form that is valid at the three endpoints of clients, apart from its code and its token. */
    static ObservedResponse asClient(String url, Map<String, String> credentials, String address) throws Exception {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", TestPlatform.UNKNOWN_ID);
        form.put("code_verifier", new CodeVerifier().getValue());
        form.put("token", TestPlatform.UNKNOWN_ID);
        if (credentials.equals(Shop.PLAIN.credentials())) {
            form.putAll(Shop.PLAIN.request(new CodeVerifier()));
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header(SOURCE, address)
                .POST(BodyPublishers.ofString(IssuerHttp.formEncode(form)));
        credentials.forEach(request::header);
        HttpResponse<String> answer = TestPlatform.HTTP.send(request.build(), BodyHandlers.ofString());
        return ObservedResponse.of(answer.statusCode(), answer.body(), answer.body());
    }

    private static Map<String, String> headers(String address) {
        return Map.of(SOURCE, address, "Accept", "application/json");
    }

    private static String path(String challenge, String call) {
        return "/login/" + challenge + "/" + call;
    }
}
