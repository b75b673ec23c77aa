package io.doorway.session.provider.request;

import static io.doorway.store.redis.RedisScript.millis;

import io.doorway.login.ticket.LoginTickets;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.store.redis.RedisCalls;
import io.doorway.store.redis.RedisScript;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Which login of an authorization request completes it. A page that renews its QR code has several challenges for one request, and at most
 * one of them leads to a code.
 */
@Singleton
public class CompletedRequests {
    private static final RedisScript RESERVE = RedisScript.condition(CompletedRequests.class, "reserve-request.lua");

    private final RedisCalls redis;

    private final LoginTickets tickets;

    CompletedRequests(RedisCalls redis, LoginTickets tickets) {
        this.redis = redis;
        this.tickets = tickets;
    }

    /** Reserves the request for a login that is about to complete. False if another login of the request has reserved it. */
    public Uni<Boolean> reserve(AcceptedRequest request, ChallengeId login) {
        return RESERVE.run(
                        redis,
                        List.of("completed-request:" + request.id()),
                        List.of(login.value(), millis(tickets.longestLogin())))
                .map(reserved -> reserved.toInteger() == 0);
    }
}
