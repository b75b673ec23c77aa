package io.doorway.challenge.issue;

import io.doorway.login.ticket.LoginTicket;
import io.doorway.login.ticket.LoginTickets.TicketConfig;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.store.redis.RedisCalls;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Counts the challenges that each login ticket was used for, and stores the last of them. */
@ApplicationScoped
class TicketUseCounter {

    private final RedisCalls redis;
    private final String millis;

    TicketUseCounter(RedisCalls redis, TicketConfig tickets) {
        this.redis = redis;
        this.millis = Long.toString(tickets.ttl().multipliedBy(2).toMillis());
    }

    /**
     * @param count how many challenges the ticket was used for, this one included
     * @param previous the challenge that it was used for before
     */
    record TicketUse(long count, Optional<ChallengeId> previous) {}

    /** Counts one use of the ticket, for the challenge {@code next}. */
    Uni<TicketUse> count(LoginTicket ticket, ChallengeId next) {
        // The braces put both keys into one hash slot of a Redis Cluster, as a batch requires.
        String count = "{ticket:" + ticket.id() + "}";
        String last = count + ":last";
        List<Request> requests = List.of(
                Request.cmd(Command.INCR).arg(count),
                Request.cmd(Command.PEXPIRE).arg(count).arg(millis),
                Request.cmd(Command.SET)
                        .arg(last)
                        .arg(next.value())
                        .arg("GET")
                        .arg("PX")
                        .arg(millis));
        return redis.batch(requests).map(replies -> new TicketUse(replies.get(0).toLong(), previous(replies.get(2))));
    }

    private static Optional<ChallengeId> previous(Response reply) {
        return Optional.ofNullable(reply).map(Response::toString).flatMap(ChallengeId::parse);
    }
}
