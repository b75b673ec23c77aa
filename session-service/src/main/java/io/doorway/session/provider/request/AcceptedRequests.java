package io.doorway.session.provider.request;

import io.doorway.protocol.vocabulary.Timing;
import io.doorway.session.provider.oauth.RedisRecordCodec;
import io.doorway.store.redis.RedisCalls;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** Stores accepted requests in Redis under random handles, for as long as a login can last that began with one. */
@ApplicationScoped
public class AcceptedRequests {
    /** A login ticket is valid for 5 minutes and a code for 30 seconds. The rest is for a page that is left open and renews its QR code. */
    private static final Duration MARGIN = Duration.ofMinutes(10);

    private static final RedisRecordCodec<AcceptedRequest> RECORDS =
            new RedisRecordCodec<>("request", AcceptedRequest.class);

    private final RedisCalls redis;

    AcceptedRequests(RedisCalls redis) {
        this.redis = redis;
    }

    /** How long a request is stored for a client with these times. */
    public static Duration ttl(Timing timing) {
        return timing.scanWithin()
                .plus(timing.decideWithin())
                .plus(timing.consumeWithin())
                .plus(MARGIN);
    }

    public Uni<Void> save(String handle, AcceptedRequest request, Duration ttl) {
        return redis.send(Request.cmd(Command.PSETEX)
                        .arg(key(handle))
                        .arg(ttl.toMillis())
                        .arg(RECORDS.write(request)))
                .replaceWithVoid();
    }

    /** The request, or empty if it is not stored or has expired. */
    public Uni<Optional<AcceptedRequest>> find(String handle) {
        return redis.send(Request.cmd(Command.GET).arg(key(handle)))
                .map(found -> Optional.ofNullable(found).map(text -> RECORDS.read(text.toString())));
    }

    private static String key(String handle) {
        return "request:" + handle;
    }
}
