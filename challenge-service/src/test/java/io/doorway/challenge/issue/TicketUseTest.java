package io.doorway.challenge.issue;

import static io.doorway.testkit.redis.StalledRedis.failuresOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.edge.ticket.LoginTicket;
import io.doorway.edge.ticket.TicketConfig;
import io.doorway.protocol.challenge.Action;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.challenge.CheckPolicy;
import io.doorway.protocol.challenge.RelyingParty;
import io.doorway.protocol.challenge.Timing;
import io.doorway.store.StoreUnavailableException;
import io.doorway.store.redis.RedisCalls;
import io.doorway.testkit.redis.StalledRedis;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TicketUseTest {

    private static final LoginTicket TICKET = new LoginTicket(
            "ticket",
            "request",
            new RelyingParty("bank", "Demo Bank", "bank.example"),
            new Action("login", null),
            List.of(),
            "urn:doorway:acr:qr",
            CheckPolicy.UNKNOWN,
            false,
            Timing.DEFAULT,
            "cookie-hash",
            null,
            Instant.EPOCH);

    @Test
    void aTicketWhoseUsesCannotBeCountedIsGoodForNothing() {
        try (StalledRedis redis = new StalledRedis()) {
            TicketUse uses = new TicketUse(new RedisCalls(redis.client()), new FiveMinutes());

            assertThat(failuresOf(uses.count(TICKET, ChallengeId.random(new Random()))))
                    .hasOnlyElementsOfType(StoreUnavailableException.class);
        }
    }

    private record FiveMinutes(String key, Duration life) implements TicketConfig {
        FiveMinutes() {
            this("", Duration.ofMinutes(5));
        }
    }
}
