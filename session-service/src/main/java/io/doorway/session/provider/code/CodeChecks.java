package io.doorway.session.provider.code;

import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import io.doorway.protocol.challenge.Challenge.Consumed;
import io.doorway.protocol.secret.ConstantTime;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.session.provider.client.RegisteredClient;
import io.doorway.session.provider.oauth.Confirmation;
import io.doorway.session.provider.request.AcceptedRequest;
import io.doorway.store.ChallengeSnapshot;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Checks a code that was issued for the login, in this order. The first check that fails is the recorded reason, and the error
 * that the client gets describes it: the client is authenticated, and it has the code.
 */
final class CodeChecks {
    private static final List<CodeCheck> CHECKS = List.of(
            new CodeCheck(CodeChecks::clientIsTheSame, CodeRefusal.wrong("The code was issued to another client")),
            new CodeCheck(
                    CodeChecks::redirectUriIsTheSame,
                    CodeRefusal.wrong("The redirect_uri is not the one of the authorization request")),
            new CodeCheck(CodeChecks::verifierMatches, CodeChecks::wrongVerifier),
            new CodeCheck(
                    CodeChecks::keyIsTheSame,
                    CodeRefusal.wrong("The code is bound to another DPoP key, or the token request has no DPoP proof")),
            new CodeCheck(CodeChecks::isNotExpired, CodeChecks::expired),
            new CodeCheck(CodeChecks::storeIsTheSame, CodeRefusal.STORE_CHANGED));

    /**
     * A code with the data that the checks compare.
     *
     * @param client the authenticated client
     * @param grant the parameters of the token request
     * @param proved what the client proved, or null
     * @param login the login that the code was issued for
     * @param request the authorization request of the login
     * @param loaded the login as it was read from the store
     */
    record CheckedCode(
            RegisteredClient client,
            AuthorizationCodeGrant grant,
            @Nullable Confirmation proved,
            Consumed login,
            AcceptedRequest request,
            ChallengeSnapshot loaded) {}

    private record CodeCheck(Predicate<CheckedCode> isPassed, Function<CheckedCode, CodeRefusal> refusal) {
        CodeCheck(Predicate<CheckedCode> isPassed, CodeRefusal refusal) {
            this(isPassed, code -> refusal);
        }
    }

    /**
     * Why a code is refused.
     *
     * @param reason for the audit
     * @param description the {@code error_description} for the developer of the client
     */
    record CodeRefusal(RefusalReason reason, String description) {
        static final CodeRefusal STORE_CHANGED = new CodeRefusal(
                RefusalReason.STORE_CHANGED,
                "The code became invalid when Doorway's store was replaced: start a new login");

        static final CodeRefusal REDEEMED = new CodeRefusal(
                RefusalReason.REPLAYED,
                "The code was redeemed before. The access token of the first redemption is revoked");
        static final CodeRefusal UNKNOWN = wrong("The code is unknown, or its login is too long ago");

        /** @param ago how long the code has been expired */
        static CodeRefusal expired(Duration ago) {
            return new CodeRefusal(
                    RefusalReason.EXPIRED,
                    "The code expired " + ago.toSeconds() + " s ago: it is valid for " + CodeRedemptions.TTL.toSeconds()
                            + " s");
        }

        /** The code does not belong to the request. */
        static CodeRefusal wrong(String description) {
            return new CodeRefusal(RefusalReason.WRONG_CODE, description);
        }

        /** The account was suspended, or the device or the session revoked, after the code was issued. */
        static CodeRefusal revoked(RefusalReason reason) {
            return new CodeRefusal(reason, "The login was ended after the code was issued");
        }
    }

    private CodeChecks() {}

    /** Why the code is refused, or empty if it passes every check. */
    static Optional<CodeRefusal> refusal(CheckedCode code) {
        return CHECKS.stream()
                .filter(check -> !check.isPassed().test(code))
                .map(check -> check.refusal().apply(code))
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

    private static CodeRefusal wrongVerifier(CheckedCode code) {
        if (code.request().codeChallenge() == null) {
            return CodeRefusal.wrong(
                    "The token request has a code_verifier, and the authorization request had no code_challenge");
        }
        return CodeRefusal.wrong(
                code.grant().getCodeVerifier() == null
                        ? "The code_verifier is missing: the authorization request had a code_challenge"
                        : "The code_verifier does not match the code_challenge of the authorization request");
    }

    /** RFC 9449 section 10: a code that is bound to a key is redeemed with a proof of that key. */
    private static boolean keyIsTheSame(CheckedCode code) {
        return Confirmation.permits(code.request().confirmation(), code.proved());
    }

    /** By the store's clock. {@code redeem-code.lua} checks it again. */
    private static boolean isNotExpired(CheckedCode code) {
        return code.loaded().now().isBefore(expiry(code));
    }

    private static CodeRefusal expired(CheckedCode code) {
        return CodeRefusal.expired(Duration.between(expiry(code), code.loaded().now()));
    }

    private static Instant expiry(CheckedCode code) {
        return code.login().consumption().at().plus(CodeRedemptions.TTL);
    }

    /** A promoted replica may lack the redemption of the code. {@code redeem-code.lua} checks it again. */
    private static boolean storeIsTheSame(CheckedCode code) {
        return code.loaded().sameStore();
    }
}
