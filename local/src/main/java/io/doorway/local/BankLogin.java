package io.doorway.local;

import io.doorway.clients.browser.BrowserResponse;
import io.doorway.clients.browser.HeadlessBrowser;
import io.doorway.clients.browser.LoginEventSocket;
import io.doorway.clients.browser.LoginPageMessages.IssuedChallenge;
import io.doorway.clients.phone.HeadlessPhone;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A login at the demo bank of a platform, without a screen: one browser has the bank's cookies, another one has Doorway's. */
public final class BankLogin {

    private static final Pattern FILE = Pattern.compile("(?:href|src)=\"(/(?:login/assets|app)/[^\"#]+)\"");
    private static final int REDIRECTS = 3;
    private static final Duration PUSH = Duration.ofSeconds(30);

    private final HeadlessBrowser bank;
    private final HeadlessBrowser browser;
    private final IssuedChallenge challenge;

    private BankLogin(URI bankUrl, URI issuer, HttpClient http) {
        bank = new HeadlessBrowser(http, bankUrl);
        browser = new HeadlessBrowser(http, issuer);
        challenge = browser.start(browser.open(redirectOf(bank.send("GET", "/login", Map.of()))));
    }

    /**
     * Completes logins, one after the other: what the programs do most, when their caches are recorded.
     *
     * @param enrolmentLink a link that enrols a phone
     */
    public static void repeat(int times, URI bank, URI issuer, String enrolmentLink) {
        HttpClient http = HeadlessBrowser.newClient();
        HeadlessPhone phone = HeadlessPhone.enrol(enrolmentLink, "recording");
        for (int i = 0; i < times; i++) {
            BankLogin login = begin(bank, issuer, http);
            login.loadPages();
            try (LoginEventSocket socket = login.browser().openEventSocket(login.challenge())) {
                String code = login.approve(phone);
                socket.await("approved", PUSH);
                login.returnTo(login.complete(code));
            }
        }
    }

    /** Opens the bank's login page and creates the challenge. */
    public static BankLogin begin(URI bank, URI issuer, HttpClient http) {
        return new BankLogin(bank, issuer, http);
    }

    /** The id of the challenge. */
    public String challenge() {
        return challenge.challengeId();
    }

    /** The browser of this login. */
    public HeadlessBrowser browser() {
        return browser;
    }

    /** The contents of the QR code now. */
    public String qr() {
        return browser.frames(challenge()).current().content();
    }

    /** Scans the code with the phone and approves; returns the confirmation code, null if none is required. */
    public @Nullable String approve(HeadlessPhone phone) {
        return phone.approve(phone.scan(this::qr)).code();
    }

    /** Completes the login; returns the address that leads back to the bank. */
    public URI complete(@Nullable String code) {
        return code == null ? browser.complete(challenge()) : browser.completeWithCode(challenge(), code);
    }

    /** Returns to the bank; returns the page that greets the person. */
    public String returnTo(URI address) {
        BrowserResponse response = bank.sendGet(address);
        for (int i = 0; i < REDIRECTS && response.status() / 100 == 3; i++) {
            response = bank.sendGet(redirectOf(response));
        }
        return response.requireSuccess().body();
    }

    /** Loads what the login page and the phone app consist of. */
    private void loadPages() {
        for (String page : new String[] {"/app/", "/audit"}) {
            String html = browser.send("GET", page, Map.of()).body();
            FILE.matcher(html).results().forEach(file -> browser.send("GET", file.group(1), Map.of()));
        }
    }

    private static URI redirectOf(BrowserResponse response) {
        return response.headers()
                .firstValue("Location")
                .map(URI::create)
                .orElseThrow(() ->
                        new IllegalStateException("no redirect: %d %s".formatted(response.status(), response.body())));
    }
}
