package io.doorway.session.provider.code;

import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import io.doorway.protocol.challenge.Challenge.Consumed;
import io.doorway.protocol.secret.ConstantTime;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.session.provider.client.RegisteredClient;
import io.doorway.session.provider.request.AcceptedRequest;
import io.doorway.store.ChallengeSnapshot;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Checks a code that was issued for the login, in this order. The first check that fails is the recorded reason. */
final class CodeChecks {
    /** How long a code is valid (RFC 6749 section 4.1.2 allows ten minutes). */
    static final Duration TTL = Duration.ofSeconds(30);

    private static final List<CodeCheck> CHECKS = List.of(
            new CodeCheck(CodeChecks::clientIsTheSame, RefusalReason.WRONG_CODE),
            new CodeCheck(CodeChecks::redirectUriIsTheSame, RefusalReason.WRONG_CODE),
            new CodeCheck(CodeChecks::verifierMatches, RefusalReason.WRONG_CODE),
            new CodeCheck(CodeChecks::isNotExpired, RefusalReason.EXPIRED),
            new CodeCheck(CodeChecks::storeIsTheSame, RefusalReason.STORE_CHANGED));

    /**
     * A code with the data that the checks compare.
     *
     * @param client the authenticated client
     * @param grant the parameters of the token request
     * @param login the login that the code was issued for
     * @param request the authorization request of the login
     * @param loaded the login as it was read from the store
     */
    record CheckedCode(
            RegisteredClient client,
            AuthorizationCodeGrant grant,
            Consumed login,
            AcceptedRequest request,
            ChallengeSnapshot loaded) {}

    private record CodeCheck(Predicate<CheckedCode> isPassed, RefusalReason reason) {}

    private CodeChecks() {}

    /** Why the code is refused, or empty if it passes every check. */
    static Optional<RefusalReason> refusal(CheckedCode code) {
        return CHECKS.stream()
                .filter(check -> !check.isPassed().test(code))
                .map(CodeCheck::reason)
                .findFirst();
    }

    /** RFC 6749 section 4.1.3: the code was issued to the authenticated client. */
    private static boolean clientIsTheSame(CheckedCode code) {
        return code.client().id().equals(code.request().client());
    }

    /** RFC 6749 section 4.1.3: the same redirect URI as in the authorization request; as text, because {@code URI.equals} ignores the case of a host. */
    private static boolean redirectUriIsTheSame(CheckedCode code) {
        URI redirectUri = code.grant().getRedirectionURI();
        return redirectUri != null && code.request().redirectUri().toString().equals(redirectUri.toString());
    }

    /** RFC 7636 section 4.6. A verifier without a challenge is refused too (RFC 9700 section 2.1.1, PKCE downgrade). */
    private static boolean verifierMatches(CheckedCode code) {
        String challenge = code.request().codeChallenge();
        if (challenge == null || code.grant().getCodeVerifier() == null) {
            return challenge == null && code.grant().getCodeVerifier() == null;
        }
        String computed = CodeChallenge.compute(
                        CodeChallengeMethod.S256, code.grant().getCodeVerifier())
                .getValue();
        return ConstantTime.equal(computed, challenge);
    }

    /** By the store's clock. {@code redeem-code.lua} checks it again. */
    private static boolean isNotExpired(CheckedCode code) {
        return code.loaded().now().isBefore(code.login().consumption().at().plus(TTL));
    }

    /** A promoted replica may lack the redemption of the code. {@code redeem-code.lua} checks it again. */
    private static boolean storeIsTheSame(CheckedCode code) {
        return code.loaded().sameStore();
    }
}
