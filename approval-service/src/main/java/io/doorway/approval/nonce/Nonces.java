package io.doorway.approval.nonce;

import io.doorway.approval.credential.Credential;
import io.doorway.protocol.Base64Url;
import io.doorway.store.redis.RedisCalls;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Nonces that prove a device message to be of now (RFC 9449 section 8), where neither a QR frame nor a challenge does.
 *
 * <p>A nonce is good for one credential, one call and two minutes, and is used up by the first who presents it. Because it is
 * bound to the call, a message signed to list devices cannot be turned into one that revokes.
 */
@ApplicationScoped
class Nonces {
    private static final Duration LIFETIME = Duration.ofMinutes(2);
    private static final int BYTES = 16;

    private final RedisCalls redis;
    private final RandomGenerator random;

    Nonces(RedisCalls redis, RandomGenerator random) {
        this.redis = redis;
        this.random = random;
    }

    Uni<String> issue(Credential credential, String call) {
        String nonce = Base64Url.random(random, BYTES);
        return redis.send(Request.cmd(Command.PSETEX)
                        .arg(key(nonce))
                        .arg(LIFETIME.toMillis())
                        .arg(boundTo(credential, call)))
                .replaceWith(nonce);
    }

    /** Whether the nonce was good; from now on it is not. */
    Uni<Boolean> spend(String nonce, Credential credential, String call) {
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
