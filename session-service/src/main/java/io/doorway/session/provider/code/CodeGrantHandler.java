package io.doorway.session.provider.code;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import io.doorway.login.revocation.RevocationList;
import io.doorway.protocol.challenge.Challenge.Consumed;
import io.doorway.protocol.secret.SecretText;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.session.provider.client.EncryptionKeys;
import io.doorway.session.provider.client.EncryptionKeys.EncryptionKey;
import io.doorway.session.provider.client.RegisteredClient;
import io.doorway.session.provider.code.CodeChecks.CheckedCode;
import io.doorway.session.provider.code.CodeChecks.CodeRefusal;
import io.doorway.session.provider.code.CodeRedemptions.CodeRedemption;
import io.doorway.session.provider.oauth.ChallengeBoundToken;
import io.doorway.session.provider.oauth.ScopeClaims;
import io.doorway.session.provider.refresh.RefreshTokens;
import io.doorway.session.provider.request.AcceptedRequest;
import io.doorway.session.provider.token.AccessTokens;
import io.doorway.session.provider.token.AccessTokens.NewAccessToken;
import io.doorway.session.provider.token.GrantHandler;
import io.doorway.session.provider.token.IdTokens;
import io.doorway.session.provider.token.IssuedAccessTokens;
import io.doorway.store.ChallengeSnapshot;
import io.doorway.store.ChallengeStore;
import io.doorway.web.refusal.Actor;
import io.doorway.web.refusal.Refusals;
import io.doorway.web.refusal.Refusals.RequestError;
import io.doorway.web.trace.LoginTrace;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Exchanges an authorization code for tokens.
 *
 * <p>A code may be presented once, whatever the result. A wrong verifier or another client means that the code was stolen: refusing it from
 * then on does not affect an honest client, which would have sent the right values. A second presentation revokes the access token of the
 * first (RFC 6749 section 4.1.2), because one of the two was not made by the client.
 */
@ApplicationScoped
public class CodeGrantHandler implements GrantHandler {
    private final ChallengeStore challenges;
    private final RevocationList revocationList;
    private final CodeRedemptions redemptions;
    private final SessionEvents events;
    private final AccessTokens accessTokens;
    private final IssuedAccessTokens issuedAccessTokens;
    private final IdTokens idTokens;
    private final RefreshTokens refreshTokens;
    private final EncryptionKeys encryptionKeys;
    private final Refusals refusals;
    private final LoginTrace trace;

    CodeGrantHandler(
            ChallengeStore challenges,
            RevocationList revocationList,
            CodeRedemptions redemptions,
            SessionEvents events,
            AccessTokens accessTokens,
            IssuedAccessTokens issuedAccessTokens,
            IdTokens idTokens,
            RefreshTokens refreshTokens,
            EncryptionKeys encryptionKeys,
            Refusals refusals,
            LoginTrace trace) {
        this.challenges = challenges;
        this.revocationList = revocationList;
        this.redemptions = redemptions;
        this.events = events;
        this.accessTokens = accessTokens;
        this.issuedAccessTokens = issuedAccessTokens;
        this.idTokens = idTokens;
        this.refreshTokens = refreshTokens;
        this.encryptionKeys = encryptionKeys;
        this.refusals = refusals;
        this.trace = trace;
    }

    /** A token request with a well-formed code. */
    private record CodeRequest(GrantRequest token, AuthorizationCodeGrant grant, ChallengeBoundToken code) {
        RegisteredClient client() {
            return token.client();
        }

        Actor actor() {
            return token.actor();
        }
    }

    @Override
    public GrantType type() {
        return GrantType.AUTHORIZATION_CODE;
    }

    @Override
    public Uni<TokenResponse> exchange(GrantRequest request) {
        AuthorizationCodeGrant codeGrant = (AuthorizationCodeGrant) request.grant();
        return ChallengeBoundToken.parse(codeGrant.getAuthorizationCode().getValue())
                .map(code -> exchange(new CodeRequest(request, codeGrant, code)))
                .orElseGet(() -> refuseUnknown(request.actor()));
    }

    private Uni<TokenResponse> exchange(CodeRequest request) {
        return Uni.combine()
                .all()
                .unis(
                        redemptions.find(request.code()),
                        challenges.load(request.code().challenge()))
                .asTuple()
                .chain(found -> found.getItem1()
                        .filter(redemption -> !redemption.isRepeatable())
                        .map(redemption -> refuseReplayed(request, redemption))
                        .orElseGet(
                                () -> exchangeUnused(request, found.getItem1().orElse(null), found.getItem2())));
    }

    /** @param earlier a redemption that was not answered, or null */
    private Uni<TokenResponse> exchangeUnused(
            CodeRequest request, @Nullable CodeRedemption earlier, Optional<ChallengeSnapshot> found) {
        Optional<Consumed> login = found.flatMap(loaded -> loginOf(loaded, request.code()));
        return login.isEmpty()
                ? refuseUnknown(request.actor())
                : trace.within(
                        login.get().loginRequest().traceparent(),
                        "redeem",
                        () -> checkAndRedeem(request, earlier, found.get(), login.get()));
    }

    /** The login that the code was issued for; the comparison takes constant time. */
    private static Optional<Consumed> loginOf(ChallengeSnapshot loaded, ChallengeBoundToken code) {
        return loaded.challenge() instanceof Consumed login
                        && login.consumption().code().equals(code.text())
                ? Optional.of(login)
                : Optional.empty();
    }

    private Uni<TokenResponse> checkAndRedeem(
            CodeRequest request, @Nullable CodeRedemption earlier, ChallengeSnapshot loaded, Consumed login) {
        AcceptedRequest accepted = AcceptedRequest.parse(login.loginRequest().authorizationRequest());
        return revocationList
                .firstRevoked(
                        new RevocationList.Account(login.scan().account()),
                        new RevocationList.Credential(login.scan().credential()),
                        new RevocationList.Session(accepted.sessionOf(login.id())))
                .chain(revoked -> CodeChecks.refusal(new CheckedCode(
                                request.client(),
                                request.grant(),
                                request.token().dpopKey(),
                                login,
                                accepted,
                                loaded))
                        .or(() -> revoked.map(CodeRefusal::revoked))
                        .map(refusal -> refuse(request, earlier, login, refusal))
                        .orElseGet(() -> redeemEncrypted(request, earlier, loaded, login, accepted)));
    }

    /** Finds the key for the ID token first, so that a code is not used up for a client whose keys cannot be fetched. */
    private Uni<TokenResponse> redeemEncrypted(
            CodeRequest request,
            @Nullable CodeRedemption earlier,
            ChallengeSnapshot loaded,
            Consumed login,
            AcceptedRequest accepted) {
        return encryptionKeys.find(request.client()).chain(key -> switch (key) {
            case EncryptionKey.NotRegistered none -> redeem(request, earlier, loaded, login, accepted, null);
            case EncryptionKey.Found found -> redeem(request, earlier, loaded, login, accepted, found.key());
            case EncryptionKey.Unavailable unavailable -> Uni.createFrom().item(noEncryptionKey());
        });
    }

    private Uni<TokenResponse> redeem(
            CodeRequest request,
            @Nullable CodeRedemption earlier,
            ChallengeSnapshot loaded,
            Consumed login,
            AcceptedRequest accepted,
            @Nullable ECKey encryptionKey) {
        NewAccessToken token = accessTokens.create(
                request.client(),
                login,
                accepted,
                request.token().dpopKey(),
                request.token().resource() == null
                        ? accepted.resource()
                        : request.token().resource(),
                loaded.now());
        if (!token.granted().scope().contains(ScopeClaims.OFFLINE_ACCESS)) {
            return redeem(request, earlier, login, accepted, new Issued(token, null), encryptionKey);
        }
        // Before the code is used up: a refresh token that nobody gets cannot be guessed, and expires.
        String grant = refreshTokens.newId();
        NewAccessToken inGrant = token.inGrant(grant);
        String boundTo = request.client().isPublic() ? request.token().dpopKey() : null;
        return refreshTokens
                .create(grant, login, inGrant.granted(), boundTo)
                .chain(refresh ->
                        redeem(request, earlier, login, accepted, new Issued(inGrant, refresh), encryptionKey));
    }

    /**
     * The tokens of a redemption.
     *
     * @param refresh the refresh token, or null
     */
    private record Issued(NewAccessToken access, @Nullable SecretText refresh) {}

    private Uni<TokenResponse> redeem(
            CodeRequest request,
            @Nullable CodeRedemption earlier,
            Consumed login,
            AcceptedRequest accepted,
            Issued issued,
            @Nullable ECKey encryptionKey) {
        ChallengeBoundToken code = request.code();
        NewAccessToken token = issued.access();
        return redemptions
                .redeem(
                        code,
                        login,
                        earlier,
                        login.consumption().at().plus(CodeRedemptions.TTL),
                        token,
                        events.tokensIssued(
                                login, token.granted(), request.actor().source()))
                .chain(result -> switch (result) {
                    case REDEEMED ->
                        Uni.createFrom().item(tokens(request.client(), login, accepted, issued, encryptionKey));
                    case EXPIRED -> refuse(request, earlier, login, CodeRefusal.EXPIRED);
                    case STORE_CHANGED -> refuse(request, earlier, login, CodeRefusal.STORE_CHANGED);
                    case OVERTAKEN -> refuseUnknown(request.actor());
                    case ALREADY_REDEEMED ->
                        redemptions
                                .find(code)
                                .chain(redemption -> redemption
                                        .filter(found -> !found.isRepeatable())
                                        .map(found -> refuseReplayed(request, found))
                                        .orElseGet(() -> refuseUnknown(request.actor())));
                });
    }

    private TokenResponse tokens(
            RegisteredClient client,
            Consumed login,
            AcceptedRequest accepted,
            Issued tokens,
            @Nullable ECKey encryptionKey) {
        NewAccessToken token = tokens.access();
        AccessToken issued = issuedAccessTokens.issue(client, token);
        List<Map<String, Object>> details = token.granted().approved().authorizationDetails();
        return new OIDCTokenResponse(
                new OIDCTokens(
                        idTokens.issue(client, token.granted(), issued, login.approval(), accepted, encryptionKey),
                        issued,
                        tokens.refresh() == null
                                ? null
                                : new RefreshToken(tokens.refresh().open())),
                details.isEmpty() ? Map.of() : Map.of("authorization_details", details));
    }

    private Uni<TokenResponse> refuseReplayed(CodeRequest request, CodeRedemption redemption) {
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

    private Uni<TokenResponse> refuse(
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

    private Uni<TokenResponse> refuseUnknown(Actor actor) {
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

    private static TokenResponse noEncryptionKey() {
        return new TokenErrorResponse(OAuth2Error.TEMPORARILY_UNAVAILABLE.setDescription(
                "The client is registered for encrypted ID tokens, but its jwks_uri has no EC key on P-256 for"
                        + " encryption, or does not answer; the code was not used"));
    }
}
