package io.doorway.store.redis;

import io.doorway.protocol.secret.LoginCode;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import java.time.Duration;
import java.util.Optional;

/**
 * Which challenge a login code points to. The code is stored as its hash and expires by itself. It decides nothing: whether the
 * challenge can be claimed is a matter of the challenge.
 */
public final class RedisLoginCodes {

    private final RedisCalls redis;

    public RedisLoginCodes(RedisCalls redis) {
        this.redis = redis;
    }

    /** Lets the code point to the challenge for {@code ttl} from now. Returns false, and changes nothing, if the code is in use. */
    public Uni<Boolean> assign(LoginCode code, ChallengeId challenge, Duration ttl) {
        return redis.send(Request.cmd(Command.SET)
                        .arg(key(code))
                        .arg(challenge.value())
                        .arg("NX")
                        .arg("PX")
                        .arg(ttl.toMillis()))
                .map(response -> response != null);
    }

    /** The challenge that the code points to, or empty if it is unknown or has expired. */
    public Uni<Optional<ChallengeId>> find(LoginCode code) {
        return redis.send(Request.cmd(Command.GET).arg(key(code)))
                .map(response ->
                        Optional.ofNullable(response).map(Response::toString).map(ChallengeId::new));
    }

    private static String key(LoginCode code) {
        return "login-code:" + code.hash();
    }
}
