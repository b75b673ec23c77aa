package io.doorway.session.provider.par;

import io.doorway.login.ticket.LoginTickets;
import io.doorway.protocol.encoding.Base64Url;
import io.doorway.protocol.encoding.Sha256;
import io.doorway.session.provider.client.RegisteredClient;
import io.doorway.session.provider.oauth.RedisRecordCodec;
import io.doorway.session.provider.oauth.RequestParameters;
import io.doorway.store.redis.RedisCalls;
import io.doorway.store.redis.RedisScript;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.List;
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
    private static final RedisScript COMPLETE = RedisScript.of(PushedRequests.class, "complete-pushed-request.lua");
    private static final RedisRecordCodec<RequestParameters> RECORDS =
            new RedisRecordCodec<>("pushed-request", RequestParameters.class);

    private final RedisCalls redis;
    private final LoginTickets tickets;
    private final RandomGenerator random;

    PushedRequests(RedisCalls redis, LoginTickets tickets, RandomGenerator random) {
        this.redis = redis;
        this.tickets = tickets;
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

    /** The result of claiming a request. */
    public sealed interface Claim {
        record Claimed(RequestParameters parameters) implements Claim {}

        /** The login of the request was completed in this browser. */
        record Completed() implements Claim {}

        /** The request is unknown, has expired, or belongs to another client or browser. */
        record Unavailable() implements Claim {}
    }

    /** Claims a request for the browser with this cookie. */
    public Uni<Claim> claim(RegisteredClient client, String requestUri, String cookieHash) {
        String ttl = Long.toString(tickets.longestLogin(client.timing()).toMillis());
        return CLAIM.run(redis, List.of(key(requestUri)), List.of(client.id().value(), cookieHash, ttl))
                .map(found -> {
                    if (found == null) {
                        return new Claim.Unavailable();
                    }
                    return found.toString().isEmpty()
                            ? new Claim.Completed()
                            : new Claim.Claimed(RECORDS.read(found.toString()));
                });
    }

    /** Removes the request, because its login is complete. The browser that claimed it can still learn that. */
    public Uni<Void> complete(String requestUri) {
        return COMPLETE.run(redis, List.of(key(requestUri)), List.of()).replaceWithVoid();
    }

    private static String key(String requestUri) {
        return "pushed:" + Sha256.text(requestUri);
    }
}
