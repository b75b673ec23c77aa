package io.doorway.challenge.issue;

import io.doorway.edge.ticket.LoginTicket;
import io.doorway.edge.ticket.TicketConfig;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.store.redis.RedisCalls;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Remembers for each ticket how many challenges it was used for, and the last of them. */
@ApplicationScoped
class TicketUse {

    private final RedisCalls redis;
    private final String millis;

    TicketUse(RedisCalls redis, TicketConfig tickets) {
        this.redis = redis;
        this.millis = Long.toString(tickets.life().multipliedBy(2).toMillis());
    }

    /**
     * @param count how often the ticket was used, this time included
     * @param previous the challenge that it was last used for
     */
    record Use(long count, Optional<ChallengeId> previous) {}

    /** Counts one use, for {@code next}. */
    Uni<Use> count(LoginTicket ticket, ChallengeId next) {
        String count = "ticket:" + ticket.id();
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
        return redis.batch(requests).map(replies -> new Use(replies.get(0).toLong(), previous(replies.get(2))));
    }

    private static Optional<ChallengeId> previous(Response reply) {
        return Optional.ofNullable(reply).map(Response::toString).flatMap(ChallengeId::parse);
    }
}
