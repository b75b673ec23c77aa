package io.doorway.session.provider.par;

import io.doorway.protocol.encoding.Base64Url;
import io.doorway.protocol.encoding.Sha256;
import io.doorway.session.provider.client.RegisteredClient;
import io.doorway.session.provider.oauth.RedisRecordCodec;
import io.doorway.session.provider.request.AcceptedRequests;
import io.doorway.session.provider.request.RequestParameters;
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
 * Stores pushed requests in Redis, under the hash of their {@code request_uri}.
 *
 * <p>The first browser that opens a {@code request_uri} claims it: the request is then bound to its cookie. That browser may reload the
 * page for as long as the login lasts. Every other browser is refused, because others may read the {@code request_uri} in a history or log.
 */
@ApplicationScoped
public class PushedRequests {
    /** How long a pushed request may stay unclaimed. */
    public static final Duration TTL = Duration.ofSeconds(60);

    private static final String URN_PREFIX = "urn:ietf:params:oauth:request_uri:";
    private static final int BYTES = 32;
    private static final RedisScript PUSH = RedisScript.of(PushedRequests.class, "push-request.lua");
    private static final RedisScript CLAIM = RedisScript.of(PushedRequests.class, "claim-pushed-request.lua");
    private static final RedisRecordCodec<RequestParameters> RECORDS =
            new RedisRecordCodec<>("pushed-request", RequestParameters.class);

    private final RedisCalls redis;
    private final RandomGenerator random;

    PushedRequests(RedisCalls redis, RandomGenerator random) {
        this.redis = redis;
        this.random = random;
    }

    /** Whether a {@code request_uri} has the form of one that this provider issued. */
    public static boolean isPushed(String requestUri) {
        return requestUri.startsWith(URN_PREFIX);
    }

    /** Stores the request for {@link #TTL} and returns its {@code request_uri}. */
    Uni<URI> push(RegisteredClient client, RequestParameters parameters) {
        String requestUri = URN_PREFIX + Base64Url.random(random, BYTES);
        List<String> args = List.of(client.id().value(), RECORDS.write(parameters), Long.toString(TTL.toMillis()));
        return PUSH.run(redis, List.of(key(requestUri)), args).replaceWith(URI.create(requestUri));
    }

    /**
     * Claims a request for the browser with this cookie.
     *
     * @return the parameters, or empty if the request is unknown, has expired, or belongs to another client or browser
     */
    public Uni<Optional<RequestParameters>> claim(RegisteredClient client, String requestUri, String cookieHash) {
        String ttl = Long.toString(AcceptedRequests.ttl(client.timing()).toMillis());
        return CLAIM.run(redis, List.of(key(requestUri)), List.of(client.id().value(), cookieHash, ttl))
                .map(found -> Optional.ofNullable(found).map(text -> RECORDS.read(text.toString())));
    }

    /** Deletes the request, because its login has ended. */
    public Uni<Void> delete(String requestUri) {
        return redis.send(Request.cmd(Command.DEL).arg(key(requestUri))).replaceWithVoid();
    }

    private static String key(String requestUri) {
        return "pushed:" + Sha256.text(requestUri);
    }
}
