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
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.session.provider.client.EncryptionKeys;
import io.doorway.session.provider.client.EncryptionKeys.EncryptionKey;
import io.doorway.session.provider.client.RegisteredClient;
import io.doorway.session.provider.code.CodeChecks.CheckedCode;
import io.doorway.session.provider.code.CodeChecks.CodeRefusal;
import io.doorway.session.provider.code.CodeRedemptions.CodeRedemption;
import io.doorway.session.provider.code.PresentedCodes.PresentedCode;
import io.doorway.session.provider.oauth.ChallengeBoundToken;
import io.doorway.session.provider.oauth.Confirmation;
import io.doorway.session.provider.oauth.RequestParameters;
import io.doorway.session.provider.oauth.ScopeClaims;
import io.doorway.session.provider.refresh.RefreshTokens;
import io.doorway.session.provider.request.AcceptedRequest;
import io.doorway.session.provider.token.AccessTokens;
import io.doorway.session.provider.token.AccessTokens.NewAccessToken;
import io.doorway.session.provider.token.GrantHandler;
import io.doorway.session.provider.token.IdTokens;
import io.doorway.session.provider.token.IssuedAccessTokens;
import io.doorway.store.ChallengeSnapshot;
import io.doorway.store.Conditions;
import io.doorway.web.refusal.Actor;
import io.doorway.web.trace.LoginTrace;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
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
@Singleton
public class CodeGrantHandler implements GrantHandler {
    private final PresentedCodes presentedCodes;
    private final RevocationList revocationList;
    private final CodeRedemptions redemptions;
    private final SessionEvents events;
    private final AccessTokens accessTokens;
    private final IssuedAccessTokens issuedAccessTokens;
    private final IdTokens idTokens;
    private final RefreshTokens refreshTokens;
    private final EncryptionKeys encryptionKeys;
    private final RefuseCode refuse;
    private final LoginTrace trace;

    CodeGrantHandler(
            PresentedCodes presentedCodes,
            RevocationList revocationList,
            CodeRedemptions redemptions,
            SessionEvents events,
            AccessTokens accessTokens,
            IssuedAccessTokens issuedAccessTokens,
            IdTokens idTokens,
            RefreshTokens refreshTokens,
            EncryptionKeys encryptionKeys,
            RefuseCode refuse,
            LoginTrace trace) {
        this.presentedCodes = presentedCodes;
        this.revocationList = revocationList;
        this.redemptions = redemptions;
        this.events = events;
        this.accessTokens = accessTokens;
        this.issuedAccessTokens = issuedAccessTokens;
        this.idTokens = idTokens;
        this.refreshTokens = refreshTokens;
        this.encryptionKeys = encryptionKeys;
        this.refuse = refuse;
        this.trace = trace;
    }

    /** A token request with a well-formed code. */
    record CodeRequest(GrantRequest token, AuthorizationCodeGrant grant, ChallengeBoundToken code, Uni<Void> limits) {
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
    public boolean predict(RequestParameters form) {
        return presentedCodes.predict(form);
    }

    @Override
    public void begin(RequestParameters form) {
        presentedCodes.begin(form);
    }

    @Override
    public Uni<TokenResponse> exchange(GrantRequest request) {
        return exchange(request, Uni.createFrom().voidItem());
    }

    @Override
    public Uni<TokenResponse> exchange(GrantRequest request, Uni<Void> limits) {
        AuthorizationCodeGrant codeGrant = (AuthorizationCodeGrant) request.grant();
        return ChallengeBoundToken.parse(codeGrant.getAuthorizationCode().getValue())
                .map(code -> exchange(new CodeRequest(request, codeGrant, code, limits)))
                .orElseGet(() -> limits.chain(() -> refuse.unknown(request.actor())));
    }

    /** Whether the tokens of a code were sent. */
    public Uni<Boolean> isAnswered(SecretText code) {
        return ChallengeBoundToken.parse(code.open())
                .map(redemptions::find)
                .orElseThrow()
                .map(earlier ->
                        earlier.filter(redemption -> !redemption.isRepeatable()).isPresent());
    }

    private Uni<TokenResponse> exchange(CodeRequest request) {
        return presentedCodes
                .of(request.code())
                .chain(found -> found.earlier()
                        .filter(redemption -> !redemption.isRepeatable())
                        .map(redemption -> request.limits().chain(() -> refuse.replayed(request, redemption)))
                        .orElseGet(() -> exchangeUnused(request, found)));
    }

    private Uni<TokenResponse> exchangeUnused(CodeRequest request, PresentedCode found) {
        Optional<Consumed> login = found.challenge().flatMap(loaded -> loginOf(loaded, request.code()));
        if (login.isEmpty()) {
            found.requireRead();
            return request.limits().chain(() -> refuse.unknown(request.actor()));
        }
        return trace.within(
                login.get().loginRequest().traceparent(), "redeem", () -> checkAndRedeem(request, found, login.get()));
    }

    /** The login that the code was issued for; the comparison takes constant time. */
    private static Optional<Consumed> loginOf(ChallengeSnapshot loaded, ChallengeBoundToken code) {
        return loaded.challenge() instanceof Consumed login
                        && login.consumption().code().equals(code.text())
                ? Optional.of(login)
                : Optional.empty();
    }

    private Uni<TokenResponse> checkAndRedeem(CodeRequest request, PresentedCode found, Consumed login) {
        ChallengeSnapshot loaded = found.challenge().orElseThrow();
        AcceptedRequest accepted = AcceptedRequest.parse(login.loginRequest().authorizationRequest());
        Optional<CodeRefusal> refusal = CodeChecks.refusal(new CheckedCode(
                request.client(), request.grant(), request.token().confirmation(), login, accepted, loaded));
        if (refusal.isPresent()) {
            found.requireRead();
            return request.limits().chain(() -> refuse.because(request, found.earlierOrNull(), login, refusal.get()));
        }
        // The key for the ID token comes first, so that a code is not used up for a client whose keys cannot be
        // fetched.
        return encryptionKeys.find(request.client()).chain(key -> switch (key) {
            case EncryptionKey.NotRegistered none -> redeem(request, found, login, accepted, null);
            case EncryptionKey.Found registered -> redeem(request, found, login, accepted, registered.key());
            case EncryptionKey.Unavailable unavailable -> Uni.createFrom().item(noEncryptionKey());
        });
    }

    /** Redeems the code if the client is within its limits and nobody of the login is revoked. */
    private Uni<TokenResponse> redeem(
            CodeRequest request,
            PresentedCode found,
            Consumed login,
            AcceptedRequest accepted,
            @Nullable ECKey encryptionKey) {
        NewAccessToken token = accessTokens.create(
                request.client(),
                login,
                accepted,
                request.token().confirmation(),
                request.token().resource() == null
                        ? accepted.resource()
                        : request.token().resource(),
                found.challenge().orElseThrow().now());
        Uni<Optional<TokenResponse>> conditions = conditions(request, found, login, accepted);
        if (!token.granted().scope().contains(ScopeClaims.OFFLINE_ACCESS)) {
            Issued issued = new Issued(token, null);
            return Conditions.commit(
                    conditions, mode -> redeem(mode, request, found, login, accepted, issued, encryptionKey));
        }
        // Before the code is used up: a refresh token that nobody gets cannot be guessed, and expires. Before the
        // revocation list is read: a suspension ends only the refresh tokens that are stored by then.
        String grant = refreshTokens.newId();
        NewAccessToken inGrant = token.inGrant(grant);
        Confirmation boundTo = request.client().isPublic() ? request.token().confirmation() : null;
        Uni<TokenResponse> redeemed = refreshTokens
                .create(grant, login, inGrant.granted(), boundTo)
                .map(refresh -> new Issued(inGrant, refresh))
                .chain(issued -> conditions.chain(refusal -> refusal.map(
                                refused -> Uni.createFrom().item(refused))
                        .orElseGet(() -> redeem(
                                Conditions.Mode.ALONE, request, found, login, accepted, issued, encryptionKey))));
        return request.limits().chain(() -> redeemed);
    }

    /** The client is within its limits, and nobody of the login is revoked. */
    private Uni<Optional<TokenResponse>> conditions(
            CodeRequest request, PresentedCode found, Consumed login, AcceptedRequest accepted) {
        return Uni.combine()
                .all()
                .unis(
                        request.limits(),
                        revocationList.firstRevoked(
                                new RevocationList.Account(login.scan().account()),
                                new RevocationList.Credential(login.scan().credential()),
                                new RevocationList.Session(accepted.sessionOf(login.id()))))
                .with((within, revoked) -> revoked)
                .chain(revoked -> revoked.map(reason -> refuseRevoked(request, found, login, reason))
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    private Uni<Optional<TokenResponse>> refuseRevoked(
            CodeRequest request, PresentedCode found, Consumed login, RefusalReason reason) {
        found.requireRead();
        return refuse.because(request, found.earlierOrNull(), login, CodeRefusal.revoked(reason))
                .map(Optional::of);
    }

    /**
     * The tokens of a redemption.
     *
     * @param refresh the refresh token, or null
     */
    private record Issued(NewAccessToken access, @Nullable SecretText refresh) {}

    private Uni<TokenResponse> redeem(
            Conditions.Mode mode,
            CodeRequest request,
            PresentedCode found,
            Consumed login,
            AcceptedRequest accepted,
            Issued issued,
            @Nullable ECKey encryptionKey) {
        ChallengeBoundToken code = request.code();
        NewAccessToken token = issued.access();
        CodeRedemption earlier = found.earlierOrNull();
        return redemptions
                .redeem(
                        mode,
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
                    case EXPIRED -> refuse.because(request, earlier, login, CodeRefusal.expired(Duration.ZERO));
                    case STORE_CHANGED -> refuse.because(request, earlier, login, CodeRefusal.STORE_CHANGED);
                    case OVERTAKEN -> refuse.unknown(request.actor());
                    case ALREADY_REDEEMED -> refuseRedeemed(request, found);
                });
    }

    /** Another presentation of the code came first: since it was read, or, if it was predicted, at another instance. */
    private Uni<TokenResponse> refuseRedeemed(CodeRequest request, PresentedCode found) {
        found.requireRead();
        return redemptions
                .find(request.code())
                .chain(redemption -> redemption
                        .filter(first -> !first.isRepeatable())
                        .map(first -> refuse.replayed(request, first))
                        .orElseGet(() -> refuse.unknown(request.actor())));
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

    private static TokenResponse noEncryptionKey() {
        return new TokenErrorResponse(OAuth2Error.TEMPORARILY_UNAVAILABLE.setDescription(
                "The client is registered for encrypted ID tokens, but its jwks_uri has no EC key on P-256 for"
                        + " encryption, or does not answer; the code was not used"));
    }
}
