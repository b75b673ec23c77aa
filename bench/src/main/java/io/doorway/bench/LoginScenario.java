package io.doorway.bench;

import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import io.doorway.bench.BenchOptions.Think;
import io.doorway.bench.People.Person;
import io.doorway.clients.browser.HeadlessBrowser;
import io.doorway.clients.browser.LoginPageMessages.IssuedChallenge;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.ScannedLogin;
import io.doorway.clients.relyingparty.RelyingPartyClient;
import io.doorway.clients.relyingparty.RelyingPartyClient.PendingAuthorization;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/** A complete login with relying party, browser and phone. */
final class LoginScenario {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final String APPROVED = "approved";

    private final HttpClient http;
    private final URI issuer;
    private final RelyingPartyClient relyingParty;
    private final double knownShare;
    private final Think think;

    LoginScenario(HttpClient http, URI issuer, RelyingPartyClient relyingParty, BenchOptions options) {
        this.http = http;
        this.issuer = issuer;
        this.relyingParty = relyingParty;
        this.knownShare = options.knownShare();
        this.think = options.think();
    }

    /**
     * A successful login.
     *
     * @param challengeId the challenge
     * @param approveToPush the time from sending the approval until the browser received the state
     * @param thought the time that the person has taken
     */
    record CompletedLogin(String challengeId, Duration approveToPush, Duration thought) {}

    /** Logs the person in, from a new browser or from the person's own. Throws an exception if a step fails. */
    CompletedLogin run(Person person) {
        HeadlessPhone phone = person.phone();
        PendingAuthorization request = relyingParty.newAuthorization();
        HeadlessBrowser browser = ThreadLocalRandom.current().nextDouble() < knownShare
                ? person.browser()
                : new HeadlessBrowser(http, issuer);
        IssuedChallenge challenge = browser.start(browser.open(request.address()));
        try (PageSocket socket = new PageSocket(browser, challenge.challengeId())) {
            Duration thought = takeTime();
            ScannedLogin scanned = phone.scan(() -> socket.awaitQr(TIMEOUT));
            long approvedAt = System.nanoTime();
            String code = phone.approve(scanned).code();
            long receivedAt = socket.await(APPROVED, TIMEOUT).nanoTime();
            URI response = code == null
                    ? browser.complete(challenge.challengeId())
                    : browser.completeWithCode(challenge.challengeId(), code);
            IDTokenClaimsSet idToken = relyingParty.redeem(request, response);
            if (idToken.getSubject() == null) {
                throw new IllegalStateException("an ID token has no subject");
            }
            return new CompletedLogin(challenge.challengeId(), Duration.ofNanos(receivedAt - approvedAt), thought);
        }
    }

    private Duration takeTime() {
        long span = think.most().minus(think.least()).toNanos();
        long nanos = think.least().toNanos()
                + (span == 0 ? 0 : ThreadLocalRandom.current().nextLong(span));
        LockSupport.parkNanos(nanos);
        return Duration.ofNanos(nanos);
    }
}
