package io.doorway.login.ticket;

import static io.doorway.store.redis.RedisScript.millis;

import io.doorway.protocol.encoding.Sha256;
import io.doorway.store.redis.RedisCalls;
import io.doorway.store.redis.RedisScript;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Claims pushed authorization requests (RFC 9126) for browsers.
 *
 * <p>The first browser whose page creates a challenge for a pushed request is the only one that can use it, because others may read the
 * {@code request_uri} in a history or log. Opening its address claims nothing: previews, link checkers and tabs that nobody looks at open
 * addresses as well.
 */
@Singleton
public class PushedRequestClaims {

    private static final RedisScript CLAIM =
            RedisScript.condition(PushedRequestClaims.class, "claim-pushed-request.lua");

    private final RedisCalls redis;
    private final LoginTickets tickets;

    PushedRequestClaims(RedisCalls redis, LoginTickets tickets) {
        this.redis = redis;
        this.tickets = tickets;
    }

    /** The key in Redis of the pushed request with this {@code request_uri}. */
    public static String key(String requestUri) {
        return "pushed:" + Sha256.text(requestUri);
    }

    /**
     * Claims the pushed request of a ticket for the ticket's browser, which may claim it again.
     *
     * @return false if another browser has claimed it, its login is complete, or it has expired; true if the request was not pushed
     */
    public Uni<Boolean> claim(LoginTicket ticket) {
        String key = ticket.pushedRequest();
        if (key == null) {
            return Uni.createFrom().item(true);
        }
        String stored = millis(tickets.longestLogin());
        return CLAIM.run(redis, List.of(key), List.of(ticket.cookieHash(), stored))
                .map(claimed -> claimed.toInteger() == 0);
    }
}
