package io.doorway.bench;

import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import io.doorway.clients.browser.HeadlessBrowser;
import io.doorway.clients.browser.LoginEventSocket;
import io.doorway.clients.browser.LoginPageMessages.IssuedChallenge;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.ScannedLogin;
import io.doorway.clients.relyingparty.RelyingPartyClient;
import io.doorway.clients.relyingparty.RelyingPartyClient.PendingAuthorization;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;

/** A complete login with relying party, browser and phone. */
public final class LoginScenario {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final HttpClient http;
    private final URI issuer;
    private final RelyingPartyClient relyingParty;

    public LoginScenario(HttpClient http, URI issuer, RelyingPartyClient relyingParty) {
        this.http = http;
        this.issuer = issuer;
        this.relyingParty = relyingParty;
    }

    /**
     * A successful login.
     *
     * @param challengeId the challenge
     * @param subject the subject of the ID token
     * @param approveToPush the time from sending the approval until the browser received the state
     */
    public record CompletedLogin(String challengeId, String subject, Duration approveToPush) {}

    /** Logs in with the phone. Throws an exception if a step fails. */
    public CompletedLogin run(HeadlessPhone phone) {
        PendingAuthorization request = relyingParty.newAuthorization();
        HeadlessBrowser browser = new HeadlessBrowser(http, issuer);
        IssuedChallenge challenge = browser.start(browser.open(request.address()));
        try (LoginEventSocket socket = browser.openEventSocket(challenge.challengeId())) {
            String qr = socket.awaitQr(TIMEOUT);
            ScannedLogin scanned = phone.scan(qr);
            long approvedAt = System.nanoTime();
            String code = phone.approve(scanned).code();
            long receivedAt = socket.await("approved", TIMEOUT).nanoTime();
            URI response = code == null
                    ? browser.complete(challenge.challengeId())
                    : browser.completeWithCode(challenge.challengeId(), code);
            IDTokenClaimsSet idToken = relyingParty.redeem(request, response);
            return new CompletedLogin(
                    challenge.challengeId(),
                    idToken.getSubject().getValue(),
                    Duration.ofNanos(receivedAt - approvedAt));
        }
    }
}
