package io.doorway.session.provider.refresh;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import io.doorway.login.revocation.RevocationList;
import io.doorway.protocol.secret.SecretText;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.protocol.vocabulary.RevocationCause;
import io.doorway.session.provider.client.EncryptionKeys;
import io.doorway.session.provider.client.EncryptionKeys.EncryptionKey;
import io.doorway.session.provider.client.RegisteredClient;
import io.doorway.session.provider.refresh.RefreshChecks.RefreshRefusal;
import io.doorway.session.provider.refresh.RefreshTokens.FoundToken;
import io.doorway.session.provider.request.RequestedResource;
import io.doorway.session.provider.token.AccessTokens;
import io.doorway.session.provider.token.AccessTokens.AccessToken;
import io.doorway.session.provider.token.AccessTokens.NewAccessToken;
import io.doorway.session.provider.token.GrantHandler;
import io.doorway.session.provider.token.IdTokens;
import io.doorway.session.provider.token.IssuedAccessTokens;
import io.doorway.session.provider.token.TokenChanges;
import io.doorway.web.refusal.Refusals;
import io.doorway.web.refusal.Refusals.RequestError;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Exchanges a refresh token for an access token and an ID token (RFC 6749 section 6, OpenID Connect Core section 12).
 *
 * <p>The token of a public client is replaced at each use, unless it is bound to a key or a certificate (RFC 9700 section 4.14.2). That of any other client stays
 * the same: the client's authentication or its key protects it, and FAPI 2.0 forbids the replacement (section 5.3.2.1). The replacement is the last
 * step, so that a client that got no answer may repeat its request with the same token.
 */
@Singleton
class RefreshGrantHandler implements GrantHandler {
    private final RefreshTokens refreshTokens;
    private final RevocationList revocationList;
    private final RevokeTokens revokeTokens;
    private final AccessTokens accessTokens;
    private final TokenChanges changes;
    private final TokenEvents events;
    private final IssuedAccessTokens issuedAccessTokens;
    private final IdTokens idTokens;
    private final EncryptionKeys encryptionKeys;
    private final Refusals refusals;

    RefreshGrantHandler(
            RefreshTokens refreshTokens,
            RevocationList revocationList,
            RevokeTokens revokeTokens,
            AccessTokens accessTokens,
            TokenChanges changes,
            TokenEvents events,
            IssuedAccessTokens issuedAccessTokens,
            IdTokens idTokens,
            EncryptionKeys encryptionKeys,
            Refusals refusals) {
        this.refreshTokens = refreshTokens;
        this.revocationList = revocationList;
        this.revokeTokens = revokeTokens;
        this.accessTokens = accessTokens;
        this.changes = changes;
        this.events = events;
        this.issuedAccessTokens = issuedAccessTokens;
        this.idTokens = idTokens;
        this.encryptionKeys = encryptionKeys;
        this.refusals = refusals;
    }

    @Override
    public GrantType type() {
        return GrantType.REFRESH_TOKEN;
    }

    @Override
    public Uni<TokenResponse> exchange(GrantRequest request) {
        String text = ((RefreshTokenGrant) request.grant()).getRefreshToken().getValue();
        if (!request.client().tokens().refresh()) {
            return error(OAuth2Error.UNAUTHORIZED_CLIENT.setDescription(
                    "The client is not registered for the grant type refresh_token"));
        }
        return refreshTokens
                .find(text)
                .chain(found -> found.map(token -> check(request, text, token)).orElseGet(() -> {
                    refusals.record(
                            Attempt.REDEEM,
                            RefreshRefusal.UNKNOWN.reason(),
                            request.actor(),
                            answered(RefreshRefusal.UNKNOWN));
                    return invalidGrant(RefreshRefusal.UNKNOWN);
                }));
    }

    private Uni<TokenResponse> check(GrantRequest request, String text, FoundToken token) {
        AccessToken access = token.grant().access();
        return revocationList
                .firstRevoked(
                        new RevocationList.Account(access.account()),
                        new RevocationList.Credential(token.grant().credential()),
                        new RevocationList.Session(access.session()))
                .chain(revoked -> RefreshChecks.refusal(request, token)
                        .or(() -> revoked.map(RefreshRefusal::revoked))
                        .map(refusal -> refuse(request, token, refusal, revoked))
                        .orElseGet(() -> checkScope(request, text, token)));
    }

    /** A replay ends the grant and its access tokens; so does a login that was ended, which may be forgotten before the grant expires. */
    private Uni<TokenResponse> refuse(
            GrantRequest request, FoundToken token, RefreshRefusal refusal, Optional<RefusalReason> revoked) {
        refusals.record(
                Attempt.REDEEM,
                refusal.reason(),
                request.actor()
                        .on(token.grant().challenge())
                        .with(token.grant().credential(), token.grant().access().account()),
                answered(refusal));
        if (refusal.equals(RefreshRefusal.REPLACED)) {
            return revokeTokens
                    .revoke(token, RevocationCause.REPLAY, request.actor().source())
                    .chain(() -> invalidGrant(refusal));
        }
        return revoked.isPresent() && !refusal.equals(RefreshRefusal.UNKNOWN)
                ? refreshTokens.end(token.grantId(), revoked.get().wireName()).chain(() -> invalidGrant(refusal))
                : invalidGrant(refusal);
    }

    /**
     * RFC 6749 section 6: the requested scope may be less than what was granted, never more. A grant outlives the registration that it was
     * given to, so that what the client is not registered for any more is not granted either.
     */
    private Uni<TokenResponse> checkScope(GrantRequest request, String text, FoundToken token) {
        RegisteredClient client = request.client();
        List<String> granted = token.grant().access().scope().stream()
                .filter(client.scope()::contains)
                .toList();
        List<String> scope = request.scope() == null ? granted : request.scope().toStringList();
        if (!granted.containsAll(scope)) {
            return error(OAuth2Error.INVALID_SCOPE.setDescription(
                    "The scope exceeds the one that was granted: " + Scope.parse(granted)));
        }
        String resource = request.resource() == null ? token.grant().access().resource() : request.resource();
        Optional<ErrorObject> wrongResource = RequestedResource.refusal(
                Stream.ofNullable(resource).map(URI::create).toList(), client);
        if (wrongResource.isPresent()) {
            return error(wrongResource.get());
        }
        NewAccessToken access = accessTokens.refreshed(
                client,
                token.grant().challenge(),
                token.grant().access(),
                scope,
                request.confirmation(),
                resource,
                token.now());
        return encryptionKeys.find(client).chain(key -> switch (key) {
            case EncryptionKey.NotRegistered none -> refresh(request, text, token, access, null);
            case EncryptionKey.Found found -> refresh(request, text, token, access, found.key());
            case EncryptionKey.Unavailable unavailable ->
                error(OAuth2Error.TEMPORARILY_UNAVAILABLE.setDescription(
                        "The client is registered for encrypted ID tokens, but its jwks_uri has no EC key on P-256 for"
                                + " encryption, or does not answer; the refresh token was not used"));
        });
    }

    private Uni<TokenResponse> refresh(
            GrantRequest request, String text, FoundToken token, NewAccessToken access, @Nullable ECKey encryptionKey) {
        String source = request.actor().source();
        boolean replaced = request.client().isPublic() && token.grant().confirmation() == null;
        return changes.store(access, events.refreshed(token.grant().challenge(), access.granted(), source))
                .chain(() -> replaced ? refreshTokens.replace(text) : kept(text, token.grantId()))
                .chain(next -> next.map(refresh ->
                                Uni.createFrom().item(tokens(request.client(), token, access, refresh, encryptionKey)))
                        .orElseGet(() -> refuse(request, token, RefreshRefusal.REPLACED, Optional.empty())));
    }

    private Uni<Optional<SecretText>> kept(String text, String grantId) {
        return refreshTokens.use(grantId).map(valid -> valid ? Optional.of(SecretText.of(text)) : Optional.empty());
    }

    private TokenResponse tokens(
            RegisteredClient client,
            FoundToken token,
            NewAccessToken access,
            SecretText refresh,
            @Nullable ECKey encryptionKey) {
        com.nimbusds.oauth2.sdk.token.AccessToken issued = issuedAccessTokens.issue(client, access);
        return new OIDCTokenResponse(new OIDCTokens(
                idTokens.refreshed(
                        client, access.granted(), issued, token.grant().amr(), encryptionKey),
                issued,
                new RefreshToken(refresh.open())));
    }

    private static RequestError answered(RefreshRefusal refusal) {
        return new RequestError(OAuth2Error.INVALID_GRANT.getCode(), refusal.description());
    }

    private static Uni<TokenResponse> invalidGrant(RefreshRefusal refusal) {
        return error(OAuth2Error.INVALID_GRANT.setDescription(refusal.description()));
    }

    private static Uni<TokenResponse> error(ErrorObject error) {
        return Uni.createFrom().item(new TokenErrorResponse(error));
    }
}
