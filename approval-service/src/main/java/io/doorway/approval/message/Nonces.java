package io.doorway.approval.message;

import io.doorway.approval.credential.Credential;
import io.doorway.protocol.encoding.Base64Url;
import io.doorway.store.redis.RedisCalls;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Nonces of the server (RFC 9449 section 8), which show that a message is recent where neither a QR frame nor a challenge does.
 *
 * <p>A nonce is valid once, for two minutes, for one credential and one call. Because it is bound to the call, a message that lists
 * devices cannot be used to revoke one.
 */
@Singleton
class Nonces {
    private static final Duration TTL = Duration.ofMinutes(2);
    private static final int BYTES = 16;

    private final RedisCalls redis;
    private final RandomGenerator random;

    Nonces(RedisCalls redis, RandomGenerator random) {
        this.redis = redis;
        this.random = random;
    }

    /** @param call method and path of the request */
    Uni<String> issue(Credential credential, String call) {
        String nonce = Base64Url.random(random, BYTES);
        return redis.send(Request.cmd(Command.PSETEX)
                        .arg(key(nonce))
                        .arg(TTL.toMillis())
                        .arg(boundTo(credential, call)))
                .replaceWith(nonce);
    }

    /** Whether the nonce was valid for this credential and call. It is used up in any case. */
    Uni<Boolean> redeem(String nonce, Credential credential, String call) {
        return redis.send(Request.cmd(Command.GETDEL).arg(key(nonce)))
                .map(bound -> bound != null && bound.toString().equals(boundTo(credential, call)));
    }

    private static String key(String nonce) {
        return "phone-nonce:" + nonce;
    }

    private static String boundTo(Credential credential, String call) {
        return credential.id() + " " + call;
    }
}
