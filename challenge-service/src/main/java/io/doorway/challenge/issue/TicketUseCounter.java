package io.doorway.challenge.issue;

import static io.doorway.store.redis.RedisScript.millis;

import io.doorway.challenge.issue.IssueChallenge.IssueConfig;
import io.doorway.login.ticket.LoginTicket;
import io.doorway.login.ticket.LoginTickets.TicketConfig;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.store.redis.RedisCalls;
import io.doorway.store.redis.RedisScript;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Response;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Counts the challenges that each login ticket was used for, and stores the last of them. */
@Singleton
class TicketUseCounter {

    private static final RedisScript COUNT = RedisScript.condition(TicketUseCounter.class, "count-ticket-use.lua");

    private final RedisCalls redis;
    private final String max;
    private final String millis;

    TicketUseCounter(RedisCalls redis, TicketConfig tickets, IssueConfig config) {
        this.redis = redis;
        this.max = Integer.toString(config.perTicket());
        this.millis = millis(tickets.ttl().multipliedBy(2));
    }

    /** @param previous the challenge that the ticket was used for before */
    record TicketUse(Optional<ChallengeId> previous) {}

    /** Counts one use of the ticket, for the challenge {@code next}. A condition; empty if the ticket has no use left. */
    Uni<Optional<TicketUse>> count(LoginTicket ticket, ChallengeId next) {
        // The braces put both keys into one hash slot of a Redis Cluster, as a script requires.
        String count = "{ticket:" + ticket.id() + "}";
        return COUNT.run(redis, List.of(count, count + ":last"), List.of(next.value(), max, millis))
                .map(TicketUseCounter::use);
    }

    private static Optional<TicketUse> use(Response reply) {
        return reply.get(0).toInteger() == 0
                ? Optional.of(new TicketUse(ChallengeId.parse(reply.get(1).toString())))
                : Optional.empty();
    }
}
