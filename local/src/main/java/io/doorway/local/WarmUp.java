package io.doorway.local;

import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCScopeValue;
import io.doorway.clients.browser.HeadlessBrowser;
import io.doorway.clients.browser.LoginEventSocket;
import io.doorway.clients.browser.LoginPageMessages.IssuedChallenge;
import io.doorway.clients.browser.LoginPageMessages.LoginPageData;
import java.net.URI;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Begins and cancels logins before the first person does. A new JVM takes seconds for what it later does in milliseconds, and a person would
 * wait for the first QR code. The logins belong to a relying party of their own, so that nobody takes them for a person's in the audit.
 */
final class WarmUp {

    /** The id of the relying party. */
    static final String CLIENT = "platform-start";

    /** The first login loads the classes, the later ones let the JVM compile what they use most. */
    private static final int LOGINS_PER_INSTANCE = 3;

    private static final Pattern FILE = Pattern.compile("(?:href|src)=\"(/(?:login/assets|app)/[^\"#]+)\"");

    private final HeadlessBrowser bank;
    private final URI gateway;
    private final URI issuer;
    private final URI redirectUri;
    private final int logins;

    WarmUp(PlatformOptions options) {
        gateway = URI.create(options.gatewayUrl());
        issuer = URI.create(options.issuer());
        logins = LOGINS_PER_INSTANCE * options.replicas();
        redirectUri = URI.create(redirectUri(options.bankUrl()));
        bank = new HeadlessBrowser(HeadlessBrowser.newClient(), URI.create(options.bankUrl()));
    }

    /** The registered redirect URI, to which nobody is ever redirected. */
    static String redirectUri(String bank) {
        return bank + "/" + CLIENT;
    }

    void run() {
        bank.send("GET", "/", Map.of());
        bank.send("GET", "/login", Map.of());
        for (int login = 0; login < logins; login++) {
            beginAndCancel(new HeadlessBrowser(HeadlessBrowser.newClient(), gateway, issuer));
        }
    }

    private void beginAndCancel(HeadlessBrowser browser) {
        String html = browser.sendGet(authorization()).requireSuccess().body();
        loadFiles(browser, html);
        loadFiles(
                browser, browser.send("GET", "/app/", Map.of()).requireSuccess().body());
        IssuedChallenge challenge = browser.start(LoginPageData.of(html));
        browser.frames(challenge.challengeId());
        try (LoginEventSocket socket = browser.openEventSocket(challenge.challengeId())) {
            browser.cancel(challenge.challengeId());
        }
    }

    private static void loadFiles(HeadlessBrowser browser, String html) {
        FILE.matcher(html).results().forEach(file -> browser.send("GET", file.group(1), Map.of()));
    }

    private URI authorization() {
        return new AuthenticationRequest.Builder(
                        ResponseType.CODE, new Scope(OIDCScopeValue.OPENID), new ClientID(CLIENT), redirectUri)
                .endpointURI(issuer.resolve("/oauth2/authorize"))
                .state(new State(CLIENT))
                .nonce(new Nonce(CLIENT))
                .codeChallenge(new CodeVerifier(), CodeChallengeMethod.S256)
                .build()
                .toURI();
    }
}
