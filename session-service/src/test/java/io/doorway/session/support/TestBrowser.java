package io.doorway.session.support;

import io.doorway.clients.browser.BrowserResponse;
import io.doorway.clients.browser.HeadlessBrowser;
import io.doorway.clients.browser.LoginPageMessages.LoginPageData;
import io.doorway.protocol.vocabulary.ChallengeId;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A headless browser whose responses are returned as they are, refused or not. */
public record TestBrowser(HeadlessBrowser browser) {
    private static final HttpClient HTTP = HeadlessBrowser.newClient();

    public TestBrowser(URI issuer) {
        this(new HeadlessBrowser(HTTP, issuer));
    }

    /** A browser with the same cookie and another key. */
    public TestBrowser withAnotherKey() {
        return new TestBrowser(browser.withAnotherKey());
    }

    public String cookie() {
        return browser.bindingCookie();
    }

    public String cookieHash() {
        return browser.bindingCookieHash();
    }

    public String keyThumbprint() {
        return browser.key().thumbprint();
    }

    public BrowserResponse open(URI address) {
        return browser.sendGet(address);
    }

    /** The address to which a request is redirected. */
    public URI redirectOf(URI address) {
        return URI.create(open(address).headers().firstValue("Location").orElseThrow());
    }

    public BrowserResponse postForm(URI address, String form) {
        return postForm(address, form, Map.of());
    }

    public BrowserResponse postForm(URI address, String form, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Content-Type", "application/x-www-form-urlencoded");
        return browser.send("POST", address.getRawPath(), all, form);
    }

    public BrowserResponse complete(ChallengeId id) {
        return complete(id, null);
    }

    /** Completes with a JSON body. */
    public BrowserResponse complete(ChallengeId id, @Nullable String json) {
        return browser.sendWithProof("POST", HeadlessBrowser.completionPath(id.value()), Map.of(), json);
    }

    /** Asks for a login by the session of this browser. */
    public BrowserResponse continueSession(String ticket) {
        return browser.sendWithProof(
                "POST", "/login/single-sign-on", Map.of("Authorization", "Bearer " + ticket), null);
    }

    /** Requests more time for the confirmation code. */
    public BrowserResponse requestMoreTime(ChallengeId id) {
        return browser.sendWithProof("POST", HeadlessBrowser.moreTimePath(id.value()), Map.of(), null);
    }

    public CompletableFuture<BrowserResponse> completeAsync(ChallengeId id) {
        return completeAsync(id, null);
    }

    public CompletableFuture<BrowserResponse> completeAsync(ChallengeId id, @Nullable String json) {
        return browser.sendWithProofAsync("POST", HeadlessBrowser.completionPath(id.value()), Map.of(), json);
    }

    public BrowserResponse completeWithoutProof(ChallengeId id) {
        return browser.send("POST", HeadlessBrowser.completionPath(id.value()), Map.of());
    }

    /** The login ticket in a login page. */
    public static String ticketIn(BrowserResponse page) {
        return LoginPageData.of(page.body()).ticket();
    }
}
