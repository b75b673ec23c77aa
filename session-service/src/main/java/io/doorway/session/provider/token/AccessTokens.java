package io.doorway.session.provider.token;

import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.DPoPAccessToken;
import io.doorway.protocol.challenge.Challenge.Consumed;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.Acr;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.protocol.vocabulary.SessionId;
import io.doorway.session.provider.client.RegisteredClient;
import io.doorway.session.provider.oauth.ChallengeBoundToken;
import io.doorway.session.provider.oauth.RedisRecordCodec;
import io.doorway.session.provider.request.AcceptedRequest;
import io.doorway.store.redis.RedisCalls;
import io.doorway.store.redis.RedisScript;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens. They are opaque and stored in Redis under their hash. The script that redeems a code stores its token, so that a token
 * exists only if its code was redeemed.
 */
@ApplicationScoped
public class AccessTokens {
    /** How long an access token is valid. */
    public static final Duration TTL = Duration.ofMinutes(10);

    /** Encodes the record of an access token for Redis. */
    public static final RedisRecordCodec<AccessToken> RECORDS =
            new RedisRecordCodec<>(AccessToken.KIND, AccessToken.class);

    private static final RedisScript FIND = RedisScript.of(AccessTokens.class, "find-access-token.lua");

    private final RedisCalls redis;
    private final SubjectIdentifiers subjects;
    private final RandomGenerator random;

    AccessTokens(RedisCalls redis, SubjectIdentifiers subjects, RandomGenerator random) {
        this.redis = redis;
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
     * @param approved what the person approved
     * @param acr the {@code acr} of the ID token
     * @param authenticatedAt when the person approved
     * @param dpopKey the thumbprint of the key that the token is bound to (RFC 9449 section 6), or null for a bearer token
     * @param issuedAt when the token was issued, by the store's clock
     */
    public record AccessToken(
            SessionId session,
            ClientId client,
            AccountId account,
            String subject,
            List<String> scope,
            Map<String, Object> claims,
            ApprovedAction approved,
            Acr acr,
            Instant authenticatedAt,
            @Nullable String dpopKey,
            Instant issuedAt) {
        private static final String KIND = "access-token";

        public AccessToken {
            scope = List.copyOf(scope);
            claims = Map.copyOf(claims);
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

        /** The token as the client gets it, of the type that its key requires (RFC 9449 section 5). */
        public com.nimbusds.oauth2.sdk.token.AccessToken issued() {
            String text = value.text().open();
            Scope scope = Scope.parse(granted.scope());
            return granted.dpopKey() == null
                    ? new BearerAccessToken(text, TTL.toSeconds(), scope)
                    : new DPoPAccessToken(text, TTL.toSeconds(), scope);
        }

        /** The Redis key of the token. */
        public String key() {
            return value.key(AccessToken.KIND);
        }
    }

    /**
     * A token for the scope of the request, and for the claims of the request that the person released.
     *
     * @param dpopKey the thumbprint of the key that the client proved, or null
     * @param now the time by the store's clock
     */
    public NewAccessToken create(
            RegisteredClient client, Consumed login, AcceptedRequest request, @Nullable String dpopKey, Instant now) {
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
                ApprovedAction.of(login),
                request.acrClaim(login.approval().acr()),
                login.approval().at(),
                dpopKey,
                now);
        return new NewAccessToken(ChallengeBoundToken.random(login.id(), random), granted);
    }

    /**
     * What the token grants. Empty if the text is malformed, the token is unknown, expired or revoked, or the store was restarted or failed
     * over since the token was issued: its revocation may have been lost.
     */
    public Uni<Optional<AccessToken>> find(String text) {
        return ChallengeBoundToken.parse(text)
                .map(token -> FIND.run(redis, List.of(token.key(AccessToken.KIND)), List.of())
                        .map(found -> Optional.ofNullable(found).map(record -> RECORDS.read(record.toString()))))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }
}
