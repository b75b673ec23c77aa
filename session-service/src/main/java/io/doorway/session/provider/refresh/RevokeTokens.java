package io.doorway.session.provider.refresh;

import io.doorway.protocol.vocabulary.RevocationCause;
import io.doorway.session.provider.client.RegisteredClient;
import io.doorway.session.provider.oauth.ChallengeBoundToken;
import io.doorway.session.provider.refresh.RefreshTokens.FoundToken;
import io.doorway.session.provider.token.AccessTokens;
import io.doorway.session.provider.token.IssuedAccessTokens;
import io.doorway.session.provider.token.TokenChanges;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/**
 * Revokes tokens (RFC 7009). With a refresh token the access tokens of its grant are revoked too (section 2.1); an access token is revoked
 * alone.
 */
@Singleton
class RevokeTokens {
    private final RefreshTokens refreshTokens;
    private final AccessTokens accessTokens;
    private final IssuedAccessTokens issuedAccessTokens;
    private final TokenChanges changes;
    private final TokenEvents events;

    RevokeTokens(
            RefreshTokens refreshTokens,
            AccessTokens accessTokens,
            IssuedAccessTokens issuedAccessTokens,
            TokenChanges changes,
            TokenEvents events) {
        this.refreshTokens = refreshTokens;
        this.accessTokens = accessTokens;
        this.issuedAccessTokens = issuedAccessTokens;
        this.changes = changes;
        this.events = events;
    }

    /** Revokes the client's token with this text. Does nothing if it is unknown, not valid any more, or that of another client. */
    Uni<Void> revoke(RegisteredClient client, String text, String source) {
        return issuedAccessTokens
                .opaque(text)
                .flatMap(ChallengeBoundToken::parse)
                .map(token -> revokeAccessToken(client, token, source))
                .orElseGet(() -> refreshTokens
                        .find(text)
                        .chain(found -> found.filter(token -> token.client().equals(client.id()))
                                .map(token -> revoke(token, RevocationCause.CLIENT, source))
                                .orElseGet(() -> Uni.createFrom().voidItem())));
    }

    /** Ends the grant of a refresh token, and then revokes its access tokens. A repetition completes what failed. */
    Uni<Void> revoke(FoundToken token, RevocationCause cause, String source) {
        return refreshTokens
                .end(token.grantId(), cause.wireName())
                .chain(() -> changes.revokeGrant(
                        token.grant().challenge(),
                        token.grantId(),
                        events.revoked(token.grant().challenge(), token.grant().access(), cause, source)));
    }

    private Uni<Void> revokeAccessToken(RegisteredClient client, ChallengeBoundToken token, String source) {
        return accessTokens
                .find(token.text().open())
                .chain(found -> found.filter(access -> access.client().equals(client.id()))
                        .map(access -> changes.revoke(
                                token, events.revoked(token.challenge(), access, RevocationCause.CLIENT, source)))
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }
}
