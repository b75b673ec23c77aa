package io.doorway.session.provider.refresh;

import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.session.provider.oauth.Confirmation;
import io.doorway.session.provider.refresh.RefreshTokens.FoundToken;
import io.doorway.session.provider.token.GrantHandler.GrantRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/** Checks a refresh token that exists, in this order. The first check that fails is the recorded reason. */
final class RefreshChecks {
    /**
     * Why a refresh token is refused.
     *
     * @param reason for the audit
     * @param description the {@code error_description} for the developer of the client
     */
    record RefreshRefusal(RefusalReason reason, String description) {
        /** A token that does not exist and one of another client get the same answer. */
        static final RefreshRefusal UNKNOWN =
                new RefreshRefusal(RefusalReason.WRONG_CODE, "The refresh token is unknown, or it has expired");

        static final RefreshRefusal REPLACED = new RefreshRefusal(
                RefusalReason.REPLAYED,
                "The refresh token was used before and replaced. All tokens of this login are revoked");
        static final RefreshRefusal ENDED =
                new RefreshRefusal(RefusalReason.SESSION_ENDED, "The refresh token was revoked");
        static final RefreshRefusal EXPIRED = new RefreshRefusal(
                RefusalReason.EXPIRED,
                "The refresh token has expired, or was not used for too long: start a new login");
        static final RefreshRefusal WRONG_KEY = new RefreshRefusal(
                RefusalReason.WRONG_CODE,
                "The refresh token is bound to another DPoP key or certificate, or the request has none");

        static RefreshRefusal revoked(RefusalReason reason) {
            return new RefreshRefusal(reason, "The login was ended: start a new one");
        }
    }

    private record RefreshCheck(BiPredicate<GrantRequest, FoundToken> isPassed, RefreshRefusal refusal) {}

    private static final List<RefreshCheck> CHECKS = List.of(
            // RFC 6749 section 6: issued to the authenticated client.
            new RefreshCheck(
                    (request, token) -> token.client().equals(request.client().id()), RefreshRefusal.UNKNOWN),
            // RFC 9700 section 4.14.2: a token that was replaced is a replay.
            new RefreshCheck((request, token) -> !token.isReplaced(), RefreshRefusal.REPLACED),
            new RefreshCheck((request, token) -> !token.isEnded(), RefreshRefusal.ENDED),
            new RefreshCheck((request, token) -> !token.isExpired(), RefreshRefusal.EXPIRED),
            // RFC 9449 section 5, RFC 8705 section 4: the token of a public client is bound to the key of its first
            // request.
            new RefreshCheck(RefreshChecks::keyIsTheSame, RefreshRefusal.WRONG_KEY));

    private RefreshChecks() {}

    /** Why the token is refused, or empty if it passes every check. */
    static Optional<RefreshRefusal> refusal(GrantRequest request, FoundToken token) {
        return CHECKS.stream()
                .filter(check -> !check.isPassed().test(request, token))
                .map(RefreshCheck::refusal)
                .findFirst();
    }

    private static boolean keyIsTheSame(GrantRequest request, FoundToken token) {
        return Confirmation.permits(token.grant().confirmation(), request.confirmation());
    }
}
