package io.doorway.session.support;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.ECKey;
import io.doorway.clients.browser.BrowserResponse;
import io.doorway.clients.jws.JwsSigner;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The part of Device Bound Session Credentials that a browser does by itself, with a key in place of one in hardware. */
public record TestDevice(TestBrowser browser, ECKey key) {

    private static final String PATH = "/login/device-session";
    private static final JOSEObjectType TYPE = new JOSEObjectType("dbsc+jwt");

    private static final Pattern CHALLENGE = Pattern.compile("\"([^\"]+)\";id=\"([^\"]+)\"");
    private static final Pattern REGISTRATION =
            Pattern.compile("\\(ES256\\);path=\"" + PATH + "\";challenge=\"([^\"]+)\"");

    public TestDevice(TestBrowser browser) {
        this(browser, JwsSigner.newKey());
    }

    /** The challenge in the answer that completed a login. */
    public static String registrationChallenge(BrowserResponse completion) {
        return match(REGISTRATION, completion, "Secure-Session-Registration").group(1);
    }

    /** Binds the session with the challenge of the answer that completed its login; returns its identifier. */
    public String bind(BrowserResponse completion) {
        BrowserResponse bound = bindWith(proofOfNewKey(registrationChallenge(completion)));
        return new JsonObject(bound.requireSuccess().body()).getString("session_identifier");
    }

    public BrowserResponse bindWith(@Nullable String proof) {
        return send(PATH, proof == null ? Map.of() : Map.of("Secure-Session-Response", proof));
    }

    /** The challenge for the next proof of the key. */
    public String challenge(String session) {
        return challenge(proveWith(session, null));
    }

    /** The challenge in an answer that asks for a proof. */
    public static String challenge(BrowserResponse answer) {
        return match(CHALLENGE, answer, "Secure-Session-Challenge").group(1);
    }

    public BrowserResponse proveWith(String session, @Nullable String proof) {
        Map<String, String> headers = new HashMap<>(Map.of("Sec-Secure-Session-Id", session));
        if (proof != null) {
            headers.put("Secure-Session-Response", proof);
        }
        return send(PATH + "/refresh", headers);
    }

    /** The proof that binds a session. */
    public String proofOfNewKey(String challenge) {
        return proof(challenge, header -> header.jwk(key.toPublicJWK()));
    }

    /** The proof of the key that a session is bound to. */
    public String proof(String challenge) {
        return proof(challenge, UnaryOperator.identity());
    }

    public String proof(String challenge, UnaryOperator<JWSHeader.Builder> change) {
        JWSHeader header = change.apply(new JWSHeader.Builder(JWSAlgorithm.ES256).type(TYPE))
                .build();
        return JwsSigner.sign(header, key, Map.of("jti", challenge));
    }

    private BrowserResponse send(String path, Map<String, String> headers) {
        return browser.browser().send("POST", path, headers);
    }

    private static MatchResult match(Pattern pattern, BrowserResponse response, String header) {
        return pattern.matcher(response.headers().firstValue(header).orElseThrow())
                .results()
                .findFirst()
                .orElseThrow();
    }
}
