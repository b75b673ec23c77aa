package io.doorway.session.provider.code;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.TokenResponse;
import io.doorway.protocol.challenge.Challenge.Consumed;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.session.provider.code.CodeChecks.CodeRefusal;
import io.doorway.session.provider.code.CodeGrantHandler.CodeRequest;
import io.doorway.session.provider.code.CodeRedemptions.CodeRedemption;
import io.doorway.session.provider.oauth.ChallengeBoundToken;
import io.doorway.session.provider.refresh.RefreshTokens;
import io.doorway.session.provider.token.AccessTokens;
import io.doorway.web.refusal.Actor;
import io.doorway.web.refusal.Refusals;
import io.doorway.web.refusal.Refusals.RequestError;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Refuses a code: records why, makes the code unusable, and revokes what it led to if it was presented before. */
@Singleton
class RefuseCode {
    private final CodeRedemptions redemptions;
    private final SessionEvents events;
    private final AccessTokens accessTokens;
    private final RefreshTokens refreshTokens;
    private final Refusals refusals;

    RefuseCode(
            CodeRedemptions redemptions,
            SessionEvents events,
            AccessTokens accessTokens,
            RefreshTokens refreshTokens,
            Refusals refusals) {
        this.redemptions = redemptions;
        this.events = events;
        this.accessTokens = accessTokens;
        this.refreshTokens = refreshTokens;
        this.refusals = refusals;
    }

    /** Refuses a code that was redeemed before, and revokes what it led to, because one of the two was not presented by the client. */
    Uni<TokenResponse> replayed(CodeRequest request, CodeRedemption redemption) {
        Actor actor = request.actor().on(request.code().challenge()).with(null, redemption.account());
        refusals.record(Attempt.REDEEM, RefusalReason.REPLAYED, actor, answered(CodeRefusal.REDEEMED));
        return endGrant(request.code(), redemption)
                .chain(() -> redemptions.revoke(
                        request.code(),
                        redemption,
                        events.codeReplayed(request.code().challenge(), redemption, actor.source())))
                .replaceWith(() -> invalidGrant(CodeRefusal.REDEEMED));
    }

    /** Also ends what was refreshed meanwhile. A login without refresh tokens needs no PostgreSQL for this. */
    private Uni<Void> endGrant(ChallengeBoundToken code, CodeRedemption redemption) {
        String grant = redemption.grant();
        return grant == null
                ? Uni.createFrom().voidItem()
                : refreshTokens
                        .end(grant, "code_replayed")
                        .chain(() -> accessTokens.revokeGrant(code.challenge(), grant));
    }

    /**
     * Refuses a code that cannot be redeemed, and makes it unusable.
     *
     * @param earlier a redemption that was not answered, or null
     */
    Uni<TokenResponse> because(
            CodeRequest request, @Nullable CodeRedemption earlier, Consumed login, CodeRefusal refusal) {
        refusals.record(
                Attempt.REDEEM,
                refusal.reason(),
                request.actor()
                        .on(login)
                        .with(login.scan().credential(), login.scan().account()),
                answered(refusal));
        return invalidate(request, earlier, login, refusal.reason()).replaceWith(() -> invalidGrant(refusal));
    }

    /** A redemption that was not answered is revoked by whoever has the code but not what belongs to it; otherwise nobody has its token. */
    private Uni<Void> invalidate(
            CodeRequest request, @Nullable CodeRedemption earlier, Consumed login, RefusalReason reason) {
        if (earlier == null) {
            return redemptions.refuse(request.code(), login);
        }
        return reason == RefusalReason.WRONG_CODE
                ? redemptions.revoke(
                        request.code(),
                        earlier,
                        events.codeReplayed(
                                request.code().challenge(),
                                earlier,
                                request.actor().source()))
                : Uni.createFrom().voidItem();
    }

    /** Refuses what is no code of a login. */
    Uni<TokenResponse> unknown(Actor actor) {
        refusals.record(Attempt.REDEEM, RefusalReason.WRONG_CODE, actor, answered(CodeRefusal.UNKNOWN));
        return Uni.createFrom().item(invalidGrant(CodeRefusal.UNKNOWN));
    }

    private static RequestError answered(CodeRefusal refusal) {
        return new RequestError(OAuth2Error.INVALID_GRANT.getCode(), refusal.description());
    }

    /** One error for every reason, because the client can only start a new login; the description is for its developer. */
    private static TokenResponse invalidGrant(CodeRefusal refusal) {
        return new TokenErrorResponse(OAuth2Error.INVALID_GRANT.setDescription(refusal.description()));
    }
}
