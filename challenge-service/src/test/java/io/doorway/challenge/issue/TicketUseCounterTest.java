package io.doorway.challenge.issue;

import static io.doorway.testkit.redis.StalledRedis.failuresOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.challenge.support.TestPage;
import io.doorway.login.ticket.LoginTicket;
import io.doorway.login.ticket.LoginTickets.TicketConfig;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.Timing;
import io.doorway.store.StoreUnavailableException;
import io.doorway.testkit.redis.StalledRedis;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TicketUseCounterTest {

    private static final LoginTicket TICKET =
            TestPage.ticket(TestPage.newCookie(), Timing.DEFAULT, false, Instant.EPOCH);

    @Test
    void aTicketWhoseUsesCannotBeCountedIsRefused() {
        try (StalledRedis redis = new StalledRedis()) {
            TicketUseCounter uses = new TicketUseCounter(redis.calls(), new FiveMinutes(), () -> 10);

            assertThat(failuresOf(uses.count(TICKET, ChallengeId.random(new Random()))))
                    .hasOnlyElementsOfType(StoreUnavailableException.class);
        }
    }

    private record FiveMinutes(String key, Duration ttl) implements TicketConfig {
        FiveMinutes() {
            this("", Duration.ofMinutes(5));
        }
    }
}
