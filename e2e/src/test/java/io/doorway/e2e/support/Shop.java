package io.doorway.e2e.support;

import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.doorway.clients.browser.BrowserResponse;
import io.doorway.clients.browser.HeadlessBrowser;
import io.doorway.clients.browser.LoginPageMessages.ClientHintsBody;
import io.doorway.clients.browser.LoginPageMessages.IssuedChallenge;
import io.doorway.clients.browser.LoginPageMessages.LoginPageData;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A relying party of {@code clients.yaml}, for tests that build each request themselves. It has no server. Unless its name says
 * otherwise it requires nothing but the approval ({@code check: never}).
 *
 * @param id its {@code client_id}
 * @param redirectUri its only redirect URI
 */
public record Shop(String id, String redirectUri) {

    public static final Shop PLAIN = named("plain-shop");
    public static final Shop OTHER = named("other-shop");
    /** Two seconds to scan and three to decide. */
    public static final Shop SHORT_DEADLINE = named("short-deadline-shop");
    /** PKCE is optional. */
    public static final Shop OPTIONAL_PKCE = named("optional-pkce-shop");
    /** Its requests must be pushed. */
    public static final Shop REQUIRED_PAR = named("required-par-shop");
    /** Every login requires a confirmation code. */
    public static final Shop ALWAYS_CODE = named("always-code-shop");
    /** It does not configure when a code is required. */
    public static final Shop DEFAULT_CHECK = named("default-check-shop");
    /** Many people use its computers. */
    public static final Shop SHARED_WORKSTATION = named("shared-workstation");

    private static Shop named(String id) {
        return new Shop(id, "http://localhost:9/" + id.replace("-shop", "") + "/back");
    }

    /** A confirmation code that differs from this one. */
    public static String wrongCode(String code) {
        return code.startsWith("0") ? "1" + code.substring(1) : "0" + code.substring(1);
    }

    /** The parameters of a valid authorization request, which a test may change. */
    public Map<String, String> request(CodeVerifier verifier) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("response_type", "code");
        parameters.put("client_id", id);
        parameters.put("redirect_uri", redirectUri);
        parameters.put("scope", "openid");
        parameters.put("state", "state-of-" + id);
        parameters.put("nonce", "nonce-of-" + id);
        parameters.put(
                "code_challenge",
                CodeChallenge.compute(CodeChallengeMethod.S256, verifier).getValue());
        parameters.put("code_challenge_method", "S256");
        return parameters;
    }

    /** The address of a new, valid authorization request. */
    public URI authorization() {
        return authorization(request(new CodeVerifier()));
    }

    /** The address of an authorization request with these parameters. */
    public static URI authorization(Map<String, String> request) {
        return URI.create(TestPlatform.issuer() + authorizationPath(request));
    }

    /** The path and query of an authorization request with these parameters. */
    public static String authorizationPath(Map<String, String> request) {
        return "/oauth2/authorize?" + IssuerHttp.formEncode(request);
    }

    /** The {@code Authorization} header, encoded as in RFC 6749 section 2.3.1. */
    public Map<String, String> credentials() {
        return credentials(IssuerHttp.formEncode(id.replace('-', ' ') + "'s secret for tests"));
    }

    /** The {@code Authorization} header with any secret. */
    public Map<String, String> credentials(String secret) {
        String both = id + ":" + secret;
        return Map.of(
                "Authorization", "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8)));
    }

    /** Pushes a request (RFC 9126). */
    public BrowserResponse push(Map<String, String> request) {
        return IssuerHttp.form("/oauth2/par", credentials(), request);
    }

    /** The {@code request_uri} of a new, valid pushed request. */
    public String pushedRequest() {
        return IssuerHttp.member(push(request(new CodeVerifier())), "request_uri");
    }

    /** Starts a login: opens the login page and creates its challenge. */
    public Login begin() {
        return begin(ClientHintsBody.NONE);
    }

    /** Starts a login in a page that sends these client hints. */
    public Login begin(ClientHintsBody hints) {
        return begin(Map.of(), hints);
    }

    /** Starts a login with additional parameters of its request, in a page that sends these client hints. */
    public Login begin(Map<String, String> additional, ClientHintsBody hints) {
        CodeVerifier verifier = new CodeVerifier();
        HeadlessBrowser browser = TestPlatform.browser();
        Map<String, String> request = request(verifier);
        request.putAll(additional);
        LoginPageData page = browser.open(authorization(request));
        return new Login(this, browser, page, browser.start(page, hints), verifier);
    }

    /** A browser on the login page. */
    public record Login(
            Shop shop, HeadlessBrowser browser, LoginPageData page, IssuedChallenge issued, CodeVerifier verifier) {

        public String challenge() {
            return issued.challengeId();
        }

        /** The contents of the QR code now. */
        public String qr() {
            return browser.frames(challenge()).current().content();
        }

        /** The frame in the QR code now. */
        public String frame() {
            return frameIn(qr());
        }

        /** The frame in the contents of a QR code. */
        public static String frameIn(String qr) {
            return qr.substring(qr.lastIndexOf('/') + 1);
        }

        public String state() {
            return browser.poll(challenge()).state();
        }

        /** Completes the login; returns the authorization code. */
        public String code() {
            return IssuerHttp.parameter(browser.complete(challenge()), "code");
        }

        /** The parameters of a valid token request, which a test may change. */
        public Map<String, String> redemption(String code) {
            return new HashMap<>(Map.of(
                    "grant_type",
                    "authorization_code",
                    "code",
                    code,
                    "redirect_uri",
                    shop.redirectUri(),
                    "code_verifier",
                    verifier.getValue()));
        }

        public BrowserResponse redeem(String code) {
            return IssuerHttp.form("/oauth2/token", shop.credentials(), redemption(code));
        }

        /** Completes the login and redeems its code; returns the access token. */
        public String accessToken() {
            return IssuerHttp.member(redeem(code()), "access_token");
        }
    }
}
