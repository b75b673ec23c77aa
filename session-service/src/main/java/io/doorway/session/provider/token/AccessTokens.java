package io.doorway.session.provider.token;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.doorway.protocol.challenge.Challenge.Consumed;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.Acr;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.protocol.vocabulary.SessionId;
import io.doorway.session.provider.client.RegisteredClient;
import io.doorway.session.provider.oauth.ChallengeBoundToken;
import io.doorway.session.provider.oauth.Confirmation;
import io.doorway.session.provider.oauth.RedisRecordCodec;
import io.doorway.session.provider.oauth.ScopeClaims;
import io.doorway.session.provider.request.AcceptedRequest;
import io.doorway.store.redis.RedisCalls;
import io.doorway.store.redis.RedisFlags;
import io.doorway.store.redis.RedisKeys;
import io.doorway.store.redis.RedisScript;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens. They are opaque and stored in Redis under their hash. The script that redeems a code stores its token, so that a token
 * exists only if its code was redeemed.
 */
@Singleton
public class AccessTokens {
    /** How long an access token is valid. */
    public static final Duration TTL = Duration.ofMinutes(10);

    /** How long the mark of a revoked grant is kept: longer than its access tokens are valid. */
    static final Duration REVOKED_GRANT_TTL = TTL.plusMinutes(2);

    /** Encodes the record of an access token for Redis. */
    public static final RedisRecordCodec<AccessToken> RECORDS =
            new RedisRecordCodec<>(AccessToken.KIND, AccessToken.class);

    private static final RedisScript FIND = RedisScript.of(AccessTokens.class, "find-access-token.lua");

    private final RedisCalls redis;
    private final RedisFlags flags;
    private final SubjectIdentifiers subjects;
    private final RandomGenerator random;

    AccessTokens(RedisCalls redis, RedisFlags flags, SubjectIdentifiers subjects, RandomGenerator random) {
        this.redis = redis;
        this.flags = flags;
        this.subjects = subjects;
        this.random = random;
    }

    /**
     * What an access token grants.
     *
     * @param session the session that it belongs to
     * @param client the client that it was issued to
     * @param account the account whose claims it gives access to
     * @param subject the {@code sub} by which the client knows the account
     * @param scope the granted scope
     * @param claims the values that the person agreed to release, by their OpenID Connect names
     * @param idTokenClaims the names of those that the client requested for its ID tokens
     * @param approved what the person approved
     * @param acr the {@code acr} of the ID token
     * @param reachedAcr the class that the login reached, which may be stronger
     * @param authenticatedAt when the person approved
     * @param confirmation what the token is bound to, or null for a bearer token; the name in the record is that of the first version
     * @param grant the grant of refresh tokens that it belongs to, or null if it has none
     * @param resource what it is for (RFC 8707), or null for userinfo
     * @param issuedAt when the token was issued, by the store's clock
     */
    public record AccessToken(
            SessionId session,
            ClientId client,
            AccountId account,
            String subject,
            List<String> scope,
            Map<String, Object> claims,
            List<String> idTokenClaims,
            ApprovedAction approved,
            Acr acr,
            Acr reachedAcr,
            Instant authenticatedAt,
            @JsonProperty("dpop_key") @Nullable Confirmation confirmation,
            @Nullable String grant,
            @Nullable String resource,
            Instant issuedAt) {
        private static final String KIND = "access-token";

        public AccessToken {
            // A record of the version before has no value of its own.
            reachedAcr = Objects.requireNonNullElse(reachedAcr, acr);
            scope = List.copyOf(scope);
            claims = Map.copyOf(claims);
            idTokenClaims = idTokenClaims == null ? List.of() : List.copyOf(idTokenClaims);
        }

        private AccessToken inGrant(String id) {
            return new AccessToken(
                    session,
                    client,
                    account,
                    subject,
                    scope,
                    claims,
                    idTokenClaims,
                    approved,
                    acr,
                    reachedAcr,
                    authenticatedAt,
                    confirmation,
                    id,
                    resource,
                    issuedAt);
        }

        private AccessToken refreshed(
                RegisteredClient registered,
                List<String> lesserScope,
                @Nullable Confirmation proved,
                @Nullable String target,
                Instant now) {
            Map<String, Object> released = new HashMap<>(claims);
            // Also what was requested by its name, for which the scope has no value.
            released.keySet().retainAll(ScopeClaims.possible(registered.scope()));
            if (!lesserScope.equals(scope)) {
                released.keySet().retainAll(ScopeClaims.possible(lesserScope));
            }
            return new AccessToken(
                    session,
                    client,
                    account,
                    subject,
                    lesserScope,
                    released,
                    idTokenClaims,
                    approved,
                    acr,
                    reachedAcr,
                    authenticatedAt,
                    proved,
                    grant,
                    target,
                    now);
        }

        /** Omits the claims and the account, which are personal data. */
        @Override
        public String toString() {
            return "AccessToken[session=" + session + ", client=" + client + ", scope=" + scope + "]";
        }
    }

    /**
     * A new access token, not stored yet.
     *
     * @param value for the client
     * @param granted for Redis
     */
    public record NewAccessToken(ChallengeBoundToken value, AccessToken granted) {

        /** The same token as part of a grant of refresh tokens. */
        public NewAccessToken inGrant(String id) {
            return new NewAccessToken(value, granted.inGrant(id));
        }

        /** The Redis key of the token. */
        public String key() {
            return value.key(AccessToken.KIND);
        }
    }

    /**
     * A token for the scope of the request, and for the claims of the request that the person released.
     *
     * @param confirmation what the token is bound to, or null
     * @param resource what the token is for, or null for userinfo
     * @param now the time by the store's clock
     */
    public NewAccessToken create(
            RegisteredClient client,
            Consumed login,
            AcceptedRequest request,
            @Nullable Confirmation confirmation,
            @Nullable String resource,
            Instant now) {
        Map<String, Object> claims = login.approval().claims().entrySet().stream()
                .filter(claim -> request.claims().contains(claim.getKey()))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
        AccountId account = login.scan().account();
        AccessToken granted = new AccessToken(
                request.sessionOf(login.id()),
                client.id(),
                account,
                subjects.of(account, client).getValue(),
                request.scope(),
                claims,
                request.idTokenClaims(),
                ApprovedAction.of(login),
                request.acrClaim(login.approval().acr()),
                login.approval().acr(),
                login.approval().at(),
                confirmation,
                null,
                resource,
                now);
        return new NewAccessToken(ChallengeBoundToken.random(login.id(), random), granted);
    }

    /**
     * A token of a grant that is refreshed, for no more than what the client is registered for.
     *
     * @param first the first access token of the grant
     * @param scope the scope of the first, or less
     * @param confirmation what the token is bound to, or null
     * @param resource what the token is for, or null for userinfo
     * @param now the time of the request
     */
    public NewAccessToken refreshed(
            RegisteredClient client,
            ChallengeId login,
            AccessToken first,
            List<String> scope,
            @Nullable Confirmation confirmation,
            @Nullable String resource,
            Instant now) {
        return new NewAccessToken(
                ChallengeBoundToken.random(login, random), first.refreshed(client, scope, confirmation, resource, now));
    }

    /** The Redis key of a token. */
    static String key(ChallengeBoundToken token) {
        return token.key(AccessToken.KIND);
    }

    /** Revokes the access tokens of a grant, without an event. */
    public Uni<Void> revokeGrant(ChallengeId login, String grant) {
        return flags.set(revokedGrantKey(login, grant), REVOKED_GRANT_TTL);
    }

    /** The Redis key of the mark that the access tokens of a grant are revoked. It is where the tokens are, so that it is lost only with them. */
    static String revokedGrantKey(ChallengeId login, String grant) {
        return RedisKeys.inBucket(login.bucket(), "revoked-grant:" + grant);
    }

    /**
     * What the token grants. Empty if the text is malformed, the token is unknown, expired or revoked, or the store was restarted or failed
     * over since the token was issued: its revocation may have been lost.
     */
    public Uni<Optional<AccessToken>> find(String text) {
        return ChallengeBoundToken.parse(text)
                .map(token -> FIND.run(redis, List.of(token.key(AccessToken.KIND)), List.of())
                        .map(found -> Optional.ofNullable(found).map(record -> RECORDS.read(record.toString())))
                        .chain(found -> found.isPresent() && found.get().grant() != null
                                ? unlessRevoked(token.challenge(), found.get())
                                : Uni.createFrom().item(found)))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private Uni<Optional<AccessToken>> unlessRevoked(ChallengeId login, AccessToken token) {
        return flags.isSet(revokedGrantKey(login, String.valueOf(token.grant())))
                .map(revoked -> revoked ? Optional.empty() : Optional.of(token));
    }
}
