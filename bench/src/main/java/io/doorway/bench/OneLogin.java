package io.doorway.bench;

import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import io.doorway.testkit.browser.HeadlessBrowser;
import io.doorway.testkit.browser.IssuedChallenge;
import io.doorway.testkit.browser.WaitingSocket;
import io.doorway.testkit.phone.HeadlessPhone;
import io.doorway.testkit.phone.ScannedLogin;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;

/** One person's whole login: relying party, browser and phone. */
public final class OneLogin {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http;
    private final URI issuer;
    private final RelyingPartyClient relyingParty;

    public OneLogin(HttpClient http, URI issuer, RelyingPartyClient relyingParty) {
        this.http = http;
        this.issuer = issuer;
        this.relyingParty = relyingParty;
    }

    /**
     * A login that ended as it should.
     *
     * @param challengeId its challenge
     * @param subject who logged in
     * @param approveToPush from sending the approval to hearing of it in the browser
     */
    public record Done(String challengeId, String subject, Duration approveToPush) {}

    /** Logs in with the phone; throws whatever went wrong. */
    public Done with(HeadlessPhone phone) {
        Authorization asked = relyingParty.ask();
        HeadlessBrowser browser = new HeadlessBrowser(http, issuer);
        IssuedChallenge challenge = browser.start(browser.open(asked.address()));
        try (WaitingSocket socket = browser.watch(challenge.challengeId())) {
            String qr = browser.frames(challenge.challengeId()).current().content();
            ScannedLogin scanned = phone.scan(qr);
            long approving = System.nanoTime();
            String code = phone.approve(scanned).code();
            long heard = socket.await("approved", PATIENCE).nanoTime();
            URI answer = code == null
                    ? browser.complete(challenge.challengeId())
                    : browser.completeWithCode(challenge.challengeId(), code);
            IDTokenClaimsSet idToken = relyingParty.redeem(asked, answer);
            return new Done(
                    challenge.challengeId(), idToken.getSubject().getValue(), Duration.ofNanos(heard - approving));
        }
    }
}
