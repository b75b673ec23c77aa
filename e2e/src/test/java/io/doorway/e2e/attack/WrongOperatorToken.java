package io.doorway.e2e.attack;

import static io.doorway.e2e.attack.OperatorCall.bearer;
import static io.doorway.e2e.attack.OperatorCall.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.doorway.clients.operator.OperatorTokens;
import io.doorway.e2e.support.TestPlatform;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A value of the Authorization header that must not be accepted for a role.
 *
 * @param error the name of the problem
 */
record WrongOperatorToken(String name, int status, String error, AuthorizationFor authorization) {

    /** The header for a role. */
    interface AuthorizationFor {
        String role(String role);
    }

    /**
     * All kinds of wrong tokens.
     *
     * @param idToken a genuine ID token
     * @param accessToken a genuine access token
     * @param phoneMessage a genuine message of a phone
     */
    static Stream<WrongOperatorToken> all(String idToken, String accessToken, String phoneMessage) {
        return Stream.of(
                unauthenticated("no token", role -> ""),
                unauthenticated("an empty token", role -> "Bearer "),
                unauthenticated("no JWT", role -> "Bearer not.a.jwt"),
                unauthenticated("another scheme", role -> "Basic " + base64("operator:operator")),
                unauthenticated(
                        "a key of the attacker", role -> bearer(stranger().token(role))),
                unauthenticated("no signature", role -> bearer(unsigned(role))),
                unauthenticated("a signature cut off", role -> bearer(withoutSignature(tokens().token(role)))),
                unauthenticated("other claims under an old signature", role -> bearer(spliced(role))),
                unauthenticated("an access token", role -> bearer(accessToken)),
                unauthenticated("an ID token", role -> bearer(idToken)),
                unauthenticated("a phone's message", role -> bearer(phoneMessage)),
                unauthenticatedAfter("expired", claims -> {
                    claims.put("iat", now() - 7000);
                    claims.put("exp", now() - 3500);
                }),
                refused("the type JWT", role -> bearer(tokens().sign("JWT", tokens().claims(role)))),
                refused("the type of an access token", role -> bearer(tokens().sign("at+jwt", tokens().claims(role)))),
                refused(
                        "the type of a phone's message",
                        role -> bearer(tokens().sign("doorway-device+jwt", tokens().claims(role)))),
                refused(
                        "the type in other letters",
                        role -> bearer(tokens().sign("Doorway-Operator+JWT", tokens().claims(role)))),
                changed("the issuer of ID tokens", claims -> claims.put("iss", issuer())),
                changed("another issuer", claims -> claims.put("iss", "https://evil.example/operators")),
                changed("no issuer", claims -> claims.remove("iss")),
                changed("the audience of a website", claims -> claims.put("aud", "demo-bank")),
                changed("several other audiences", claims -> claims.put("aud", List.of("demo-bank", "x"))),
                changed("no audience", claims -> claims.remove("aud")),
                changed("an empty operator", claims -> claims.put("sub", "")),
                changed("an operator with a line break", claims -> claims.put("sub", "a\nb")),
                changed("no id", claims -> claims.remove("jti")),
                changed("an empty id", claims -> claims.put("jti", " ")),
                changed("an id of 300 characters", claims -> claims.put("jti", "x".repeat(300))),
                changed("a life of an hour and a second", claims -> claims.put("exp", now() + 3602)),
                changed("a life of a year", claims -> claims.put("exp", now() + 31_536_000)),
                changed("issued in the future", claims -> {
                    claims.put("iat", now() + 600);
                    claims.put("exp", now() + 3600);
                }),
                withoutRole("another role", claims -> claims.put("groups", List.of("auditor"))),
                withoutRole("the role of the other service", WrongOperatorToken::swapRole),
                withoutRole("the role as a part of another", claims -> claims.put("groups", List.of("enrolments"))),
                withoutRole("no roles", claims -> claims.put("groups", List.of())));
    }

    private static WrongOperatorToken unauthenticated(String name, AuthorizationFor authorization) {
        return new WrongOperatorToken(name, 401, "unauthenticated", authorization);
    }

    private static WrongOperatorToken unauthenticatedAfter(String name, Consumer<Map<String, Object>> change) {
        return unauthenticated(name, role -> bearer(signed(role, change)));
    }

    private static WrongOperatorToken refused(String name, AuthorizationFor authorization) {
        return new WrongOperatorToken(name, 401, "invalid-operator-token", authorization);
    }

    private static WrongOperatorToken changed(String name, Consumer<Map<String, Object>> change) {
        return refused(name, role -> bearer(signed(role, change)));
    }

    private static WrongOperatorToken withoutRole(String name, Consumer<Map<String, Object>> change) {
        return new WrongOperatorToken(name, 403, "forbidden", role -> bearer(signed(role, change)));
    }

    private static String signed(String role, Consumer<Map<String, Object>> change) {
        Map<String, Object> claims = tokens().claims(role);
        change.accept(claims);
        return tokens().sign(OperatorTokens.TYPE, claims);
    }

    private static void swapRole(Map<String, Object> claims) {
        claims.put("groups", List.of(claims.get("groups").equals(List.of("security")) ? "enrolment" : "security"));
    }

    private static OperatorTokens stranger() {
        try {
            RSAKey key =
                    new RSAKeyGenerator(2048).keyID(tokens().key().getKeyID()).generate();
            return new OperatorTokens(issuer(), key);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String unsigned(String role) {
        String header = "{\"alg\":\"none\",\"typ\":\"" + OperatorTokens.TYPE + "\"}";
        return base64(header) + "." + tokens().token(role).split("\\.")[1] + ".";
    }

    private static String withoutSignature(String token) {
        return token.substring(0, token.lastIndexOf('.') + 1);
    }

    private static String spliced(String role) {
        String[] one = tokens().token(role).split("\\.");
        String[] other = signed(role, claims -> claims.put("sub", "root")).split("\\.");
        return one[0] + "." + other[1] + "." + one[2];
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static long now() {
        return Instant.now().getEpochSecond();
    }

    private static String issuer() {
        return TestPlatform.issuer().toString();
    }
}
