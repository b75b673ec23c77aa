package io.doorway.session.code;

import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import io.doorway.protocol.challenge.Consumed;
import io.doorway.protocol.event.RefusalReason;
import io.doorway.session.client.RegisteredClient;
import io.doorway.session.request.AcceptedRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What must hold of a genuine code before it is redeemed; the first check that fails is the audit's reason. */
final class CodeChecks {
    /** How long a code is good for (RFC 6749 section 4.1.2 allows ten minutes). */
    static final Duration LIFE = Duration.ofSeconds(30);

    private static final List<Check> ORDER = List.of(
            new Check(CodeChecks::isOfThisClient, RefusalReason.WRONG_CODE),
            new Check(CodeChecks::isForThisAddress, RefusalReason.WRONG_CODE),
            new Check(CodeChecks::hasTheVerifier, RefusalReason.WRONG_CODE),
            new Check(CodeChecks::isYoung, RefusalReason.EXPIRED),
            new Check(CodeChecks::isOfThisStore, RefusalReason.STORE_CHANGED));

    /**
     * Everything that the checks look at.
     *
     * @param now the store's clock
     * @param sameStore whether the store is the one that the challenge was created in
     */
    record Case(
            RegisteredClient client,
            AuthorizationCodeGrant grant,
            Consumed login,
            AcceptedRequest request,
            Instant now,
            boolean sameStore) {}

    private record Check(Condition holds, RefusalReason otherwise) {}

    private interface Condition {
        boolean test(Case c);
    }

    private CodeChecks() {}

    static Optional<RefusalReason> refusal(Case c) {
        return ORDER.stream()
                .filter(check -> !check.holds().test(c))
                .map(Check::otherwise)
                .findFirst();
    }

    /** RFC 6749 section 4.1.3: the code was issued to the authenticated client. */
    private static boolean isOfThisClient(Case c) {
        return c.client().id().equals(c.request().client());
    }

    /** RFC 6749 section 4.1.3: the same {@code redirect_uri} as in the authorization request, as text: to {@code URI} case is nothing. */
    private static boolean isForThisAddress(Case c) {
        URI presented = c.grant().getRedirectionURI();
        return presented != null && c.request().redirectUri().toString().equals(presented.toString());
    }

    /** RFC 7636 section 4.6; a verifier without a challenge is refused too (RFC 9700 section 2.1.1, PKCE downgrade). */
    private static boolean hasTheVerifier(Case c) {
        String challenge = c.request().codeChallenge();
        if (challenge == null || c.grant().getCodeVerifier() == null) {
            return challenge == null && c.grant().getCodeVerifier() == null;
        }
        String computed = CodeChallenge.compute(
                        CodeChallengeMethod.S256, c.grant().getCodeVerifier())
                .getValue();
        return MessageDigest.isEqual(ascii(computed), ascii(challenge));
    }

    /** By the store's clock; the script that redeems looks again. */
    private static boolean isYoung(Case c) {
        return c.now().isBefore(c.login().consumption().at().plus(LIFE));
    }

    /** A promoted replica may have forgotten that the code was presented; the script looks again. */
    private static boolean isOfThisStore(Case c) {
        return c.sameStore();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
