package io.doorway.e2e.support;

import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import io.doorway.testkit.browser.HeadlessBrowser;
import io.doorway.testkit.browser.IssuedChallenge;
import java.net.URI;

/** A relying party that gives two seconds to scan and three to decide. */
public final class HastyShop {

    private static final URI BACK = URI.create("http://localhost:9/back");

    private HastyShop() {}

    /** Where the shop sends a browser that wants to log in. */
    public static URI authorization() {
        return new AuthenticationRequest.Builder(
                        new ResponseType(ResponseType.Value.CODE),
                        new Scope("openid", "profile"),
                        new ClientID("hasty-shop"),
                        BACK)
                .endpointURI(URI.create(Doorway.issuer() + "/oauth2/authorize"))
                .state(new State())
                .nonce(new Nonce())
                .codeChallenge(new CodeVerifier(), CodeChallengeMethod.S256)
                .build()
                .toURI();
    }

    /** A login there without a screen, with its QR code drawn. */
    public record Login(HeadlessBrowser browser, IssuedChallenge challenge) {

        public static Login begin() {
            HeadlessBrowser browser = new HeadlessBrowser(Doorway.HTTP, Doorway.issuer());
            return new Login(browser, browser.start(browser.open(authorization())));
        }

        public String qr() {
            return browser.frames(challenge.challengeId()).current().content();
        }

        public String state() {
            return browser.poll(challenge.challengeId()).state();
        }
    }
}
