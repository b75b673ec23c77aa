package io.doorway.e2e.support;

import io.doorway.clients.browser.BrowserResponse;
import io.doorway.clients.browser.HeadlessBrowser;
import io.doorway.clients.browser.LoginEventSocket;
import io.doorway.clients.browser.LoginPageMessages.IssuedChallenge;
import io.doorway.clients.browser.LoginPageMessages.UpcomingFrames;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * A login at the demo bank without a screen, with the bank's own redirect and callback. One headless browser has the bank's cookies,
 * another one has Doorway's.
 */
public final class HeadlessBankLogin {

    private final HeadlessBrowser bank = TestPlatform.bankBrowser();
    private final HeadlessBrowser browser = TestPlatform.browser();
    private final URI authorization;
    private final IssuedChallenge challenge;

    private HeadlessBankLogin() {
        authorization = redirectAddress(bank.send("GET", "/login", Map.of()));
        challenge = browser.start(browser.open(authorization));
    }

    /** Starts a login: opens the login page and creates its challenge. */
    public static HeadlessBankLogin begin() {
        return new HeadlessBankLogin();
    }

    public HeadlessBrowser browser() {
        return browser;
    }

    /** The authorization request to which the bank redirected the browser. */
    public URI authorization() {
        return authorization;
    }

    public String challenge() {
        return challenge.challengeId();
    }

    /** The contents of the QR code now. */
    public String qr() {
        return frame().content();
    }

    /** The frame that the page shows now. */
    public UpcomingFrames.Frame frame() {
        return browser.frames(challenge()).current();
    }

    public LoginEventSocket watch() {
        return browser.openEventSocket(challenge());
    }

    public String state() {
        return browser.poll(challenge()).state();
    }

    /** Waits until the state is pushed to the browser. */
    public void await(String state) {
        try (LoginEventSocket socket = watch()) {
            socket.await(state, Duration.ofSeconds(15));
        }
    }

    /** Completes the login and returns to the bank; returns the bank's page. */
    public String finish() {
        BrowserResponse response = bank.sendGet(browser.complete(challenge()));
        while (response.status() / 100 == 3) {
            response = bank.sendGet(redirectAddress(response));
        }
        return response.body();
    }

    private static URI redirectAddress(BrowserResponse response) {
        return response.headers()
                .firstValue("Location")
                .map(URI::create)
                .orElseThrow(() -> new AssertionError("no redirect: " + response.status() + " " + response.body()));
    }
}
