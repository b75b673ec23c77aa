package io.doorway.session.provider.par;

import static io.doorway.store.redis.RedisScript.millis;

import io.doorway.login.ticket.LoginTickets;
import io.doorway.login.ticket.PushedRequestClaims;
import io.doorway.protocol.encoding.Base64Url;
import io.doorway.session.provider.client.RegisteredClient;
import io.doorway.session.provider.oauth.RedisRecordCodec;
import io.doorway.session.provider.oauth.RequestParameters;
import io.doorway.store.redis.RedisCalls;
import io.doorway.store.redis.RedisScript;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Response;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Stores pushed requests in Redis.
 *
 * <p>Opening the address of a request reads it and changes nothing. The first browser whose page creates a challenge for it claims it
 * ({@link PushedRequestClaims}), and may reload the page for as long as the login lasts. Every other browser is refused then.
 */
@Singleton
public class PushedRequests {
    /** How long a pushed request can be opened: its {@code expires_in}. A page that was opened claims it while its ticket is valid. */
    public static final Duration TTL = Duration.ofSeconds(60);

    private static final String URN_PREFIX = "urn:ietf:params:oauth:request_uri:";
    private static final int BYTES = 32;
    private static final RedisScript PUSH = RedisScript.of(PushedRequests.class, "push-request.lua");
    private static final RedisScript OPEN = RedisScript.of(PushedRequests.class, "open-pushed-request.lua");
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
    public Uni<URI> push(RegisteredClient client, RequestParameters parameters) {
        String requestUri = URN_PREFIX + Base64Url.random(random, BYTES);
        String unclaimed = millis(TTL.plus(tickets.ttl()));
        String uiLocales = parameters.single(RequestParameters.UI_LOCALES).orElse("");
        List<String> args = List.of(client.id().value(), RECORDS.write(parameters), uiLocales, unclaimed);
        return PUSH.run(redis, List.of(PushedRequestClaims.key(requestUri)), args)
                .replaceWith(URI.create(requestUri));
    }

    /** What a browser finds that opens a request. */
    public sealed interface OpenedRequest {
        /** The browser may use the request. */
        record Usable(RequestParameters parameters) implements OpenedRequest {}

        /** The login of the request was completed in this browser. */
        record Completed(String uiLocales) implements OpenedRequest {}

        /** Another browser uses the request. */
        record UsedElsewhere(RequestParameters parameters) implements OpenedRequest {}

        /** The request is unknown, has expired, belongs to another client, or was completed in another browser. */
        record Unavailable() implements OpenedRequest {}
    }

    /** Reads a request for the browser with this cookie. */
    public Uni<OpenedRequest> open(RegisteredClient client, String requestUri, String cookieHash) {
        String ticket = millis(tickets.ttl());
        return OPEN.run(
                        redis,
                        List.of(PushedRequestClaims.key(requestUri)),
                        List.of(client.id().value(), cookieHash, ticket))
                .map(PushedRequests::read);
    }

    private static OpenedRequest read(@Nullable Response found) {
        if (found == null) {
            return new OpenedRequest.Unavailable();
        }
        String request = found.get(0).toString();
        boolean usable = found.get(1).toInteger() == 1;
        if (request.isEmpty()) {
            return usable ? new OpenedRequest.Completed(found.get(2).toString()) : new OpenedRequest.Unavailable();
        }
        RequestParameters parameters = RECORDS.read(request);
        return usable ? new OpenedRequest.Usable(parameters) : new OpenedRequest.UsedElsewhere(parameters);
    }

    /** Removes the request, because its login is complete. The browser that claimed it can still learn that. */
    public Uni<Void> complete(String requestUri) {
        return COMPLETE.run(redis, List.of(PushedRequestClaims.key(requestUri)), List.of())
                .replaceWithVoid();
    }
}
