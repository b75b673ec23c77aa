package io.doorway.e2e.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.e2e.support.Doorway;
import io.doorway.local.Names;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** I10: while the store is away every move is refused, whatever it is, and what was before it is there when it is back or is over. */
class StoreAwayTest {

    @Test
    void everyMoveIsRefused() {
        try (World world = new World()) {
            world.perform(new Step.Start(0));
            world.perform(new Step.Scan(0, 0));
            Doorway.platform().kill(Names.REDIS);
            try {
                for (Step step : List.of(
                        new Step.Scan(0, 0),
                        new Step.Decide(0, 0, 0, true),
                        new Step.Decide(0, 0, 0, false),
                        new Step.Cancel(0, 0),
                        new Step.Complete(0, 0),
                        new Step.Redeem(false, 0))) {
                    assertThat(world.perform(step)).as(step.toString()).isFalse();
                }
            } finally {
                Doorway.platform().restart(Names.REDIS);
                Awaitility.await()
                        .atMost(Duration.ofSeconds(60))
                        .ignoreExceptions()
                        .until(() -> world.perform(new Step.Start(0)));
            }
        }
    }
}
