package io.doorway.session.provider.token;

import static io.doorway.store.redis.RedisScript.millis;

import io.doorway.protocol.event.SessionEvent;
import io.doorway.protocol.record.EventRecord;
import io.doorway.protocol.record.EventSigner;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.session.provider.oauth.ChallengeBoundToken;
import io.doorway.session.provider.token.AccessTokens.NewAccessToken;
import io.doorway.store.EventLog;
import io.doorway.store.Outbox;
import io.doorway.store.OutboxEntry;
import io.doorway.store.redis.RedisCalls;
import io.doorway.store.redis.RedisKeys;
import io.doorway.store.redis.RedisOutbox;
import io.doorway.store.redis.RedisScript;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/**
 * Changes of access tokens after the redemption of their code, in Redis. A change and its event are stored together or not at all, and the
 * event is published to Kafka before the change completes. If the service crashes in between, the relay publishes it.
 */
@Singleton
public class TokenChanges {
    private static final RedisScript STORE = RedisScript.of(TokenChanges.class, "store-access-token.lua");
    private static final RedisScript REVOKE_TOKEN = RedisScript.of(TokenChanges.class, "revoke-access-token.lua");
    private static final RedisScript REVOKE_GRANT = RedisScript.of(TokenChanges.class, "revoke-grant.lua");

    private final RedisCalls redis;
    private final EventSigner signer;
    private final Outbox outbox;
    private final EventLog log;

    TokenChanges(RedisCalls redis, EventSigner signer, Outbox outbox, EventLog log) {
        this.redis = redis;
        this.signer = signer;
        this.outbox = outbox;
        this.log = log;
    }

    /** Stores an access token that was refreshed. */
    public Uni<Void> store(NewAccessToken token, SessionEvent event) {
        List<String> arguments = List.of(AccessTokens.RECORDS.write(token.granted()), millis(AccessTokens.TTL));
        return change(STORE, token.key(), token.value().challenge(), arguments, event);
    }

    /** Revokes one access token. Does nothing if it does not exist. */
    public Uni<Void> revoke(ChallengeBoundToken token, SessionEvent event) {
        return change(REVOKE_TOKEN, AccessTokens.key(token), token.challenge(), List.of(), event);
    }

    /** Revokes all access tokens of a grant. Does nothing if they were revoked before. */
    public Uni<Void> revokeGrant(ChallengeId challenge, String grant, SessionEvent event) {
        List<String> arguments = List.of(millis(AccessTokens.REVOKED_GRANT_TTL));
        return change(REVOKE_GRANT, AccessTokens.revokedGrantKey(challenge, grant), challenge, arguments, event);
    }

    private Uni<Void> change(
            RedisScript script, String key, ChallengeId challenge, List<String> arguments, SessionEvent event) {
        EventRecord record = signer.sign(event);
        List<String> all = new ArrayList<>(arguments);
        all.addAll(RedisOutbox.arguments(record));
        return script.run(redis, List.of(key, RedisKeys.outbox(challenge.bucket())), all)
                .chain(id -> id.toString().isEmpty()
                        ? Uni.createFrom().voidItem()
                        : publish(new OutboxEntry(challenge.bucket(), id.toString(), record)));
    }

    private Uni<Void> publish(OutboxEntry entry) {
        return log.append(List.of(entry)).chain(() -> outbox.remove(entry.bucket(), List.of(entry)));
    }
}
