package io.doorway.session.request;

import io.doorway.protocol.challenge.Timing;
import io.doorway.session.oauth.Records;
import io.doorway.store.redis.RedisCalls;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** Keeps accepted requests in Redis under random handles for as long as a login that began with one can last. */
@ApplicationScoped
public class AcceptedRequests {
    /** A ticket lives five minutes, a code half a minute; the rest is room for whoever reads the page slowly. */
    private static final Duration BEYOND_THE_CHALLENGE = Duration.ofMinutes(10);

    private static final Records<AcceptedRequest> RECORDS = new Records<>("request", AcceptedRequest.class);

    private final RedisCalls redis;

    AcceptedRequests(RedisCalls redis) {
        this.redis = redis;
    }

    /** How long a request of a client with these times is kept. */
    public static Duration life(Timing timing) {
        return timing.scanWithin()
                .plus(timing.decideWithin())
                .plus(timing.consumeWithin())
                .plus(BEYOND_THE_CHALLENGE);
    }

    public Uni<Void> keep(String handle, AcceptedRequest request, Duration life) {
        return redis.send(Request.cmd(Command.PSETEX)
                        .arg(key(handle))
                        .arg(life.toMillis())
                        .arg(RECORDS.write(request)))
                .replaceWithVoid();
    }

    /** The request, or empty if there is none (any more). */
    public Uni<Optional<AcceptedRequest>> find(String handle) {
        return redis.send(Request.cmd(Command.GET).arg(key(handle)))
                .map(found -> Optional.ofNullable(found).map(text -> RECORDS.read(text.toString())));
    }

    private static String key(String handle) {
        return "request:" + handle;
    }
}
