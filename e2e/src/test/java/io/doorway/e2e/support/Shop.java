package io.doorway.e2e.support;

import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.doorway.testkit.browser.BrowserAnswer;
import io.doorway.testkit.browser.HeadlessBrowser;
import io.doorway.testkit.browser.IssuedChallenge;
import io.doorway.testkit.browser.LoginForm;
import io.doorway.testkit.browser.PageSays;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A relying party of {@code clients.yaml} whose requests a test puts together itself. The first four ask for nothing but
 * the approval ({@code check: never}), so that what is tested is not what the person types.
 *
 * @param id its {@code client_id}
 * @param back its one redirect URI
 */
public record Shop(String id, String back) {

    public static final Shop PLAIN = new Shop("plain-shop", "http://localhost:9/plain/back");
    public static final Shop OTHER = new Shop("other-shop", "http://localhost:9/other/back");
    /** PKCE is optional for it. */
    public static final Shop OLD = new Shop("old-shop", "http://localhost:9/old/back");
    /** It must push its requests. */
    public static final Shop PUSHING = new Shop("pushing-shop", "http://localhost:9/pushing/back");
    /** It has a code typed for every login. */
    public static final Shop CAREFUL = new Shop("careful-shop", "http://localhost:9/careful/back");
    /** It says nothing about checks. */
    public static final Shop CURIOUS = new Shop("curious-shop", "http://localhost:9/curious/back");
    /** Many people use its computers. */
    public static final Shop LIBRARY = new Shop("library-desk", "http://localhost:9/library/back");

    /** An authorization request as it should be, to send or to bend. */
    public Map<String, String> request(CodeVerifier verifier) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("response_type", "code");
        parameters.put("client_id", id);
        parameters.put("redirect_uri", back);
        parameters.put("scope", "openid");
        parameters.put("state", "state-of-" + id);
        parameters.put("nonce", "nonce-of-" + id);
        parameters.put(
                "code_challenge",
                CodeChallenge.compute(CodeChallengeMethod.S256, verifier).getValue());
        parameters.put("code_challenge_method", "S256");
        return parameters;
    }

    public static URI authorization(Map<String, String> request) {
        return URI.create(Doorway.issuer() + "/oauth2/authorize?" + Wire.encoded(request));
    }

    /** {@code Authorization: Basic}, as RFC 6749 section 2.3.1 encodes it. */
    public Map<String, String> credentials() {
        return credentials(Wire.encoded(id.replace('-', ' ') + "'s secret for tests"));
    }

    /** The same with any secret. */
    public Map<String, String> credentials(String secret) {
        String both = id + ":" + secret;
        return Map.of(
                "Authorization", "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8)));
    }

    /** Pushes a request (RFC 9126). */
    public BrowserAnswer push(Map<String, String> request) {
        return Wire.form("/oauth2/par", credentials(), request);
    }

    /** A login up to its challenge. */
    public Login begin() {
        return begin(PageSays.NOTHING);
    }

    /** The same by a page that says something of itself. */
    public Login begin(PageSays says) {
        CodeVerifier verifier = new CodeVerifier();
        HeadlessBrowser browser = new HeadlessBrowser(Doorway.HTTP, Doorway.issuer());
        LoginForm form = browser.open(authorization(request(verifier)));
        return new Login(this, browser, form, browser.start(form, says), verifier);
    }

    /** A browser that waits on the login page. */
    public record Login(
            Shop shop, HeadlessBrowser browser, LoginForm form, IssuedChallenge issued, CodeVerifier verifier) {

        public String challenge() {
            return issued.challengeId();
        }

        public String qr() {
            return browser.frames(challenge()).current().content();
        }

        public String frame() {
            String qr = qr();
            return qr.substring(qr.lastIndexOf('/') + 1);
        }

        public String state() {
            return browser.poll(challenge()).state();
        }

        /** Takes the approval: the authorization code. */
        public String code() {
            return Wire.parameter(browser.complete(challenge()), "code");
        }

        /** The token request as it should be, to send or to bend. */
        public Map<String, String> redemption(String code) {
            return new HashMap<>(Map.of(
                    "grant_type",
                    "authorization_code",
                    "code",
                    code,
                    "redirect_uri",
                    shop.back(),
                    "code_verifier",
                    verifier.getValue()));
        }

        public BrowserAnswer redeem(String code) {
            return Wire.form("/oauth2/token", shop.credentials(), redemption(code));
        }
    }
}
