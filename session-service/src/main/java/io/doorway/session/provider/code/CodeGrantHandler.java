package io.doorway.session.provider.code;

import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import io.doorway.login.revocation.RevocationList;
import io.doorway.protocol.challenge.Challenge.Consumed;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.session.provider.client.RegisteredClient;
import io.doorway.session.provider.code.CodeChecks.CheckedCode;
import io.doorway.session.provider.code.CodeRedemptions.CodeRedemption;
import io.doorway.session.provider.oauth.ChallengeBoundToken;
import io.doorway.session.provider.request.AcceptedRequest;
import io.doorway.session.provider.request.AcceptedRequests;
import io.doorway.session.provider.token.AccessTokens;
import io.doorway.session.provider.token.AccessTokens.NewAccessToken;
import io.doorway.session.provider.token.GrantHandler;
import io.doorway.session.provider.token.IdTokens;
import io.doorway.store.ChallengeSnapshot;
import io.doorway.store.ChallengeStore;
import io.doorway.web.refusal.Actor;
import io.doorway.web.refusal.Refusals;
import io.doorway.web.trace.LoginTrace;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Exchanges an authorization code for tokens.
 *
 * <p>A code may be presented once, whatever the result. A wrong verifier or another client means that the code was stolen: refusing it from
 * then on does not affect an honest client, which would have sent the right values. A second presentation revokes the access token of the
 * first (RFC 6749 section 4.1.2), because one of the two was not made by the client.
 */
@ApplicationScoped
class CodeGrantHandler implements GrantHandler {
    private final ChallengeStore challenges;
    private final AcceptedRequests requests;
    private final RevocationList revocationList;
    private final CodeRedemptions redemptions;
    private final SessionEvents events;
    private final AccessTokens accessTokens;
    private final IdTokens idTokens;
    private final Refusals refusals;
    private final LoginTrace trace;

    CodeGrantHandler(
            ChallengeStore challenges,
            AcceptedRequests requests,
            RevocationList revocationList,
            CodeRedemptions redemptions,
            SessionEvents events,
            AccessTokens accessTokens,
            IdTokens idTokens,
            Refusals refusals,
            LoginTrace trace) {
        this.challenges = challenges;
        this.requests = requests;
        this.revocationList = revocationList;
        this.redemptions = redemptions;
        this.events = events;
        this.accessTokens = accessTokens;
        this.idTokens = idTokens;
        this.refusals = refusals;
        this.trace = trace;
    }

    /** A token request with a well-formed code. */
    private record CodeRequest(
            RegisteredClient client, AuthorizationCodeGrant grant, ChallengeBoundToken code, Actor actor) {}

    @Override
    public GrantType type() {
        return GrantType.AUTHORIZATION_CODE;
    }

    @Override
    public Uni<TokenResponse> exchange(RegisteredClient client, AuthorizationGrant grant, Actor actor) {
        AuthorizationCodeGrant codeGrant = (AuthorizationCodeGrant) grant;
        return ChallengeBoundToken.parse(codeGrant.getAuthorizationCode().getValue())
                .map(code -> exchange(new CodeRequest(client, codeGrant, code, actor)))
                .orElseGet(() -> refuseUnknown(actor));
    }

    private Uni<TokenResponse> exchange(CodeRequest request) {
        return redemptions
                .find(request.code())
                .chain(redemption ->
                        redemption.isPresent() ? refuseReplayed(request, redemption.get()) : exchangeUnused(request));
    }

    private Uni<TokenResponse> exchangeUnused(CodeRequest request) {
        return challenges.load(request.code().challenge()).chain(found -> {
            Optional<Consumed> login = found.flatMap(loaded -> loginOf(loaded, request.code()));
            return login.isEmpty()
                    ? refuseUnknown(request.actor())
                    : trace.within(
                            login.get().loginRequest().traceparent(),
                            "redeem",
                            () -> checkAndRedeem(request, found.get(), login.get()));
        });
    }

    /** The login that the code was issued for; the comparison takes constant time. */
    private static Optional<Consumed> loginOf(ChallengeSnapshot loaded, ChallengeBoundToken code) {
        return loaded.challenge() instanceof Consumed login
                        && login.consumption().code().equals(code.text())
                ? Optional.of(login)
                : Optional.empty();
    }

    private Uni<TokenResponse> checkAndRedeem(CodeRequest request, ChallengeSnapshot loaded, Consumed login) {
        return Uni.combine()
                .all()
                .unis(
                        requests.find(login.loginRequest().authorizationRequest()),
                        revocationList.firstRevoked(login.id(), login.scan()))
                .asTuple()
                .chain(found -> {
                    if (found.getItem1().isEmpty()) {
                        return refuse(request, login, RefusalReason.EXPIRED);
                    }
                    AcceptedRequest accepted = found.getItem1().get();
                    return CodeChecks.refusal(
                                    new CheckedCode(request.client(), request.grant(), login, accepted, loaded))
                            .or(found::getItem2)
                            .map(reason -> refuse(request, login, reason))
                            .orElseGet(() -> redeem(request, login, accepted));
                });
    }

    private Uni<TokenResponse> redeem(CodeRequest request, Consumed login, AcceptedRequest accepted) {
        ChallengeBoundToken code = request.code();
        NewAccessToken token = accessTokens.create(request.client(), login, accepted);
        return redemptions
                .redeem(
                        code,
                        login,
                        login.consumption().at().plus(CodeChecks.TTL),
                        token,
                        events.tokensIssued(
                                login, token.granted(), request.actor().source()))
                .chain(result -> switch (result) {
                    case REDEEMED -> Uni.createFrom().item(tokens(request.client(), login, accepted, token));
                    case EXPIRED -> refuse(request, login, RefusalReason.EXPIRED);
                    case STORE_CHANGED -> refuse(request, login, RefusalReason.STORE_CHANGED);
                    case ALREADY_REDEEMED ->
                        redemptions
                                .find(code)
                                .chain(redemption -> redemption.isPresent()
                                        ? refuseReplayed(request, redemption.get())
                                        : refuseUnknown(request.actor()));
                });
    }

    private TokenResponse tokens(
            RegisteredClient client, Consumed login, AcceptedRequest accepted, NewAccessToken token) {
        BearerAccessToken bearer = new BearerAccessToken(
                token.value().text().open(),
                AccessTokens.TTL.toSeconds(),
                Scope.parse(token.granted().scope()));
        return new OIDCTokenResponse(new OIDCTokens(
                idTokens.issue(client, token.granted(), bearer, login.approval(), accepted), bearer, null));
    }

    private Uni<TokenResponse> refuseReplayed(CodeRequest request, CodeRedemption redemption) {
        Actor actor = request.actor().on(request.code().challenge()).with(null, redemption.account());
        refusals.record(Attempt.REDEEM, RefusalReason.REPLAYED, actor);
        return redemptions
                .revoke(
                        request.code(),
                        redemption,
                        events.codeReplayed(request.code().challenge(), redemption, actor.source()))
                .replaceWith(CodeGrantHandler::invalidGrant);
    }

    private Uni<TokenResponse> refuse(CodeRequest request, Consumed login, RefusalReason reason) {
        refusals.record(
                Attempt.REDEEM,
                reason,
                request.actor()
                        .on(login)
                        .with(login.scan().credential(), login.scan().account()));
        return redemptions.refuse(request.code(), login).replaceWith(CodeGrantHandler::invalidGrant);
    }

    private Uni<TokenResponse> refuseUnknown(Actor actor) {
        refusals.record(Attempt.REDEEM, RefusalReason.WRONG_CODE, actor);
        return Uni.createFrom().item(CodeGrantHandler::invalidGrant);
    }

    /** One error for every reason: the client can only start a new login. */
    private static TokenResponse invalidGrant() {
        return new TokenErrorResponse(OAuth2Error.INVALID_GRANT);
    }
}
