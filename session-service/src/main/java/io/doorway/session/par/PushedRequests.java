package io.doorway.session.par;

import io.doorway.protocol.Base64Url;
import io.doorway.protocol.Sha256;
import io.doorway.session.client.RegisteredClient;
import io.doorway.session.oauth.Records;
import io.doorway.session.request.AcceptedRequests;
import io.doorway.session.request.Parameters;
import io.doorway.store.redis.RedisCalls;
import io.doorway.store.redis.RedisScript;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Keeps pushed requests in Redis, under the hash of their reference.
 *
 * <p>Nobody opens a reference before its browser does, but after that a stranger may have seen it in a history or a log. So it is
 * claimed: the first browser binds it to its cookie, may reload as long as its login lasts, and every other is refused.
 */
@ApplicationScoped
public class PushedRequests {
    /** How long a client may take from pushing to redirecting. */
    public static final Duration LIFE = Duration.ofSeconds(60);

    private static final String PREFIX = "urn:ietf:params:oauth:request_uri:";
    private static final int BYTES = 32;
    private static final RedisScript PUSH = RedisScript.of(PushedRequests.class, "push-request.lua");
    private static final RedisScript CLAIM = RedisScript.of(PushedRequests.class, "claim-pushed-request.lua");
    private static final Records<Parameters> RECORDS = new Records<>("pushed-request", Parameters.class);

    private final RedisCalls redis;
    private final RandomGenerator random;

    PushedRequests(RedisCalls redis, RandomGenerator random) {
        this.redis = redis;
        this.random = random;
    }

    /** Whether a {@code request_uri} is one of ours by its look. */
    public static boolean isReference(String requestUri) {
        return requestUri.startsWith(PREFIX);
    }

    /** Keeps the request for {@link #LIFE} and returns its reference. */
    Uni<URI> push(RegisteredClient client, Parameters parameters) {
        String reference = PREFIX + Base64Url.random(random, BYTES);
        List<String> args = List.of(client.id(), RECORDS.write(parameters), Long.toString(LIFE.toMillis()));
        return PUSH.run(redis, List.of(key(reference)), args).replaceWith(URI.create(reference));
    }

    /** What this client pushed, for this browser from now on; empty if it is unknown, too old or another browser's. */
    public Uni<Optional<Parameters>> claim(RegisteredClient client, String reference, String cookieHash) {
        String life = Long.toString(AcceptedRequests.life(client.timing()).toMillis());
        return CLAIM.run(redis, List.of(key(reference)), List.of(client.id(), cookieHash, life))
                .map(found -> Optional.ofNullable(found).map(text -> RECORDS.read(text.toString())));
    }

    /** Its login has ended: the reference opens nothing any more. */
    public Uni<Void> forget(String reference) {
        return redis.send(Request.cmd(Command.DEL).arg(key(reference))).replaceWithVoid();
    }

    private static String key(String reference) {
        return "pushed:" + Sha256.text(reference);
    }
}
