package io.doorway.e2e.support;

import io.doorway.testkit.browser.FrameStrip;
import io.doorway.testkit.browser.HeadlessBrowser;
import io.doorway.testkit.browser.IssuedChallenge;
import io.doorway.testkit.browser.WaitingSocket;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * A login at the demo bank without a screen: the bank's real redirect, a browser's protocol, and the bank's real callback. The bank's
 * cookies are in its own client, Doorway's in the headless browser.
 */
public final class BankLogin {

    private final HttpClient bank = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final HeadlessBrowser browser = new HeadlessBrowser(Doorway.HTTP, Doorway.issuer());
    private final URI authorization;
    private final IssuedChallenge challenge;

    private BankLogin() {
        authorization = redirectOf(URI.create(Doorway.bank() + "/login"));
        challenge = browser.start(browser.open(authorization));
    }

    /** Up to the QR code on the screen. */
    public static BankLogin begin() {
        return new BankLogin();
    }

    public HeadlessBrowser browser() {
        return browser;
    }

    /** Where the bank sent the browser. */
    public URI authorization() {
        return authorization;
    }

    public String challenge() {
        return challenge.challengeId();
    }

    /** What a camera would read from the screen now. */
    public String qr() {
        return frame().content();
    }

    /** The frame on the screen now. */
    public FrameStrip.Frame frame() {
        return browser.frames(challenge()).current();
    }

    public WaitingSocket watch() {
        return browser.watch(challenge());
    }

    /** What state the page is told. */
    public String state() {
        return browser.poll(challenge()).state();
    }

    /** Waits until the page is told of a state. */
    public void await(String state) {
        try (WaitingSocket socket = watch()) {
            socket.await(state, Duration.ofSeconds(15));
        }
    }

    /** Takes the approval, returns to the bank, and reads the page that it shows then. */
    public String finish() {
        URI at = browser.complete(challenge());
        HttpResponse<String> answer = get(at);
        while (answer.statusCode() / 100 == 3) {
            at = target(at, answer);
            answer = get(at);
        }
        return answer.body();
    }

    private URI redirectOf(URI asked) {
        return target(asked, get(asked));
    }

    private static URI target(URI asked, HttpResponse<String> answer) {
        return answer.headers()
                .firstValue("Location")
                .map(asked::resolve)
                .orElseThrow(() -> new AssertionError(asked + " did not redirect: " + answer.statusCode()));
    }

    private HttpResponse<String> get(URI uri) {
        try {
            return bank.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
