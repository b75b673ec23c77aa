package io.doorway.session.provider.code;

import static io.doorway.store.redis.RedisScript.millis;

import io.doorway.protocol.challenge.Challenge.Consumed;
import io.doorway.protocol.event.SessionEvent;
import io.doorway.protocol.record.EventRecord;
import io.doorway.protocol.record.EventSigner;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.protocol.vocabulary.SessionId;
import io.doorway.session.provider.oauth.ChallengeBoundToken;
import io.doorway.session.provider.oauth.RedisRecordCodec;
import io.doorway.session.provider.request.AcceptedRequest;
import io.doorway.session.provider.token.AccessTokens;
import io.doorway.session.provider.token.AccessTokens.NewAccessToken;
import io.doorway.store.Conditions;
import io.doorway.store.EventLog;
import io.doorway.store.Outbox;
import io.doorway.store.OutboxEntry;
import io.doorway.store.redis.RedisCalls;
import io.doorway.store.redis.RedisKeys;
import io.doorway.store.redis.RedisOutbox;
import io.doorway.store.redis.RedisScript;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The redemptions of authorization codes, in Redis.
 *
 * <p>If any number of callers redeem one code at once, exactly one gets {@link Result#REDEEMED}, and only before the code expires and in
 * the store in which it was issued. The redemption, the access token and the event are stored together or not at all. The event is
 * published to Kafka before the caller gets its result. If the service crashes before that, the relay publishes it.
 *
 * <p>A redemption is <em>answered</em> when its caller is about to get the tokens. If the event could not be published, or an answer of
 * Redis was lost, the redemption is not answered and the client was asked to try again: its repetition replaces the redemption and its
 * token, which nobody has. Of any number of repetitions at most one is answered.
 */
@Singleton
class CodeRedemptions {
    /** How long a code is valid (RFC 6749 section 4.1.2 allows ten minutes). */
    static final Duration TTL = Duration.ofSeconds(30);

    private static final String KIND = "code";

    /** Longer than an access token is valid, so that every valid token can be revoked by a replay of its code. */
    private static final Duration RECORD_TTL = AccessTokens.TTL.plusMinutes(2);

    private static final RedisScript REDEEM = RedisScript.of(CodeRedemptions.class, "redeem-code.lua");
    private static final RedisScript ANSWER = RedisScript.of(CodeRedemptions.class, "answer-redemption.lua");
    private static final RedisScript REVOKE = RedisScript.of(CodeRedemptions.class, "revoke-replayed.lua");
    private static final RedisRecordCodec<CodeRedemption> RECORDS = new RedisRecordCodec<>(KIND, CodeRedemption.class);

    private final RedisCalls redis;
    private final EventSigner signer;
    private final Outbox outbox;
    private final EventLog log;

    CodeRedemptions(RedisCalls redis, EventSigner signer, Outbox outbox, EventLog log) {
        this.redis = redis;
        this.signer = signer;
        this.outbox = outbox;
        this.log = log;
    }

    /**
     * The record of a code that was presented at the token endpoint.
     *
     * @param session the session of the login
     * @param client the client that the code was issued to
     * @param account the account that logged in
     * @param accessTokenKey the Redis key of the access token, or null if the code was refused or the token revoked
     * @param grant the grant of refresh tokens, or null if the login led to none
     * @param traceparent the login's trace context, or null
     * @param unanswered the event of a redemption whose tokens nobody got yet, as it is published; null if the code is used
     */
    record CodeRedemption(
            SessionId session,
            ClientId client,
            AccountId account,
            @Nullable String accessTokenKey,
            @Nullable String grant,
            @Nullable String traceparent,
            @Nullable EventRecord unanswered) {

        static CodeRedemption of(
                Consumed login,
                @Nullable String accessTokenKey,
                @Nullable String grant,
                @Nullable EventRecord unanswered) {
            return new CodeRedemption(
                    AcceptedRequest.parse(login.loginRequest().authorizationRequest())
                            .sessionOf(login.id()),
                    login.loginRequest().relyingParty().id(),
                    login.scan().account(),
                    accessTokenKey,
                    grant,
                    login.loginRequest().traceparent(),
                    unanswered);
        }

        /** Whether the client may repeat the redemption. */
        boolean isRepeatable() {
            return accessTokenKey != null && unanswered != null;
        }

        private CodeRedemption answered() {
            return new CodeRedemption(session, client, account, accessTokenKey, grant, traceparent, null);
        }

        private CodeRedemption withoutAccessToken() {
            return new CodeRedemption(session, client, account, null, grant, traceparent, null);
        }
    }

    /** The result of redeeming a code. */
    enum Result {
        REDEEMED,
        ALREADY_REDEEMED,
        /** A concurrent presentation of the same code has taken over. */
        OVERTAKEN,
        EXPIRED,
        STORE_CHANGED
    }

    /** The redemption of a code, or empty if the code was not presented yet. */
    Uni<Optional<CodeRedemption>> find(ChallengeBoundToken code) {
        return redis.send(Request.cmd(Command.GET).arg(code.key(KIND)))
                .map(found -> Optional.ofNullable(found).map(text -> RECORDS.read(text.toString())));
    }

    /**
     * Redeems the code and stores the access token.
     *
     * @param mode see {@link Conditions}
     * @param earlier the redemption of the same client that was not answered, or null at the first presentation
     * @param expiresAt the expiration of the code, by the store's clock
     * @param event published before the result; a repetition publishes the event of the earlier redemption again, which consumers discard
     */
    Uni<Result> redeem(
            Conditions.Mode mode,
            ChallengeBoundToken code,
            Consumed login,
            @Nullable CodeRedemption earlier,
            Instant expiresAt,
            NewAccessToken token,
            SessionEvent event) {
        EventRecord published = earlier == null ? signer.sign(event) : Objects.requireNonNull(earlier.unanswered());
        CodeRedemption redemption =
                CodeRedemption.of(login, token.key(), token.granted().grant(), published);
        String earlierToken = earlier == null ? token.key() : Objects.requireNonNull(earlier.accessTokenKey());
        List<String> keys = List.of(
                code.key(KIND), RedisKeys.challenge(code.challenge()), token.key(), outboxKey(code), earlierToken);
        List<String> args = new ArrayList<>(List.of(
                earlier == null ? "" : RECORDS.write(earlier),
                RECORDS.write(redemption),
                millis(RECORD_TTL),
                Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, expiresAt)),
                AccessTokens.RECORDS.write(token.granted()),
                millis(AccessTokens.TTL)));
        args.addAll(RedisOutbox.arguments(published));
        return REDEEM.run(redis, mode, keys, args).chain(reply -> switch (reply.get(0)
                .toString()) {
            case "redeemed" ->
                log.append(List.of(entry(code, published, reply)))
                        .chain(() -> answer(code, redemption, reply.get(1).toString()));
            case "already-redeemed" -> Uni.createFrom().item(Result.ALREADY_REDEEMED);
            case "expired" -> Uni.createFrom().item(Result.EXPIRED);
            case "store-changed" -> Uni.createFrom().item(Result.STORE_CHANGED);
            default -> throw new IllegalStateException("unknown reply of redeem-code.lua");
        });
    }

    private Uni<Result> answer(ChallengeBoundToken code, CodeRedemption redemption, String outboxId) {
        return ANSWER.run(
                        redis,
                        List.of(code.key(KIND), outboxKey(code)),
                        List.of(RECORDS.write(redemption), RECORDS.write(redemption.answered()), outboxId))
                .map(answered -> answered.toInteger() == 1 ? Result.REDEEMED : Result.OVERTAKEN);
    }

    /** Makes the code unusable, because it was presented in a request that was refused. Does nothing if it was presented before. */
    Uni<Void> refuse(ChallengeBoundToken code, Consumed login) {
        return redis.send(Request.cmd(Command.SET)
                        .arg(code.key(KIND))
                        .arg(RECORDS.write(CodeRedemption.of(login, null, null, null)))
                        .arg("NX")
                        .arg("PX")
                        .arg(RECORD_TTL.toMillis()))
                .replaceWithVoid();
    }

    /** Revokes the access token of a code and publishes the event. Does nothing if there is no token or it was revoked before. */
    Uni<Void> revoke(ChallengeBoundToken code, CodeRedemption redemption, SessionEvent event) {
        if (redemption.accessTokenKey() == null) {
            return Uni.createFrom().voidItem();
        }
        List<String> keys = List.of(code.key(KIND), redemption.accessTokenKey(), outboxKey(code));
        List<String> args =
                new ArrayList<>(List.of(RECORDS.write(redemption), RECORDS.write(redemption.withoutAccessToken())));
        EventRecord record = signer.sign(event);
        args.addAll(RedisOutbox.arguments(record));
        return REVOKE.run(redis, keys, args).chain(reply -> switch (reply.get(0).toString()) {
            case "revoked" -> publish(entry(code, record, reply));
            case "already-revoked" -> Uni.createFrom().voidItem();
            default -> throw new IllegalStateException("unknown reply of revoke-replayed.lua");
        });
    }

    private Uni<Void> publish(OutboxEntry entry) {
        return log.append(List.of(entry)).chain(() -> outbox.remove(entry.bucket(), List.of(entry)));
    }

    /** @param reply of a script, with the id of the entry; it is empty for the repetition of a redemption */
    private static OutboxEntry entry(ChallengeBoundToken code, EventRecord event, Response reply) {
        return new OutboxEntry(code.challenge().bucket(), reply.get(1).toString(), event);
    }

    private static String outboxKey(ChallengeBoundToken code) {
        return RedisKeys.outbox(code.challenge().bucket());
    }
}
