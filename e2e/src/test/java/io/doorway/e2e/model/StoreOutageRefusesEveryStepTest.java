package io.doorway.e2e.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.e2e.support.TestPlatform;
import io.doorway.local.Platform.Parts;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** I10: while Redis is not available every step is refused; afterwards logins are possible again. */
class StoreOutageRefusesEveryStepTest {

    @Test
    void everyStepIsRefusedWhileRedisIsDown() {
        try (PlatformUnderTest platform = new PlatformUnderTest()) {
            platform.perform(new ModelStep.Start(0));
            platform.perform(new ModelStep.Scan(0, 0));
            TestPlatform.platform().kill(Parts.REDIS);
            try {
                for (ModelStep step : List.of(
                        new ModelStep.Scan(0, 0),
                        new ModelStep.Decide(0, 0, 0, true),
                        new ModelStep.Decide(0, 0, 0, false),
                        new ModelStep.Cancel(0, 0),
                        new ModelStep.Complete(0, 0),
                        new ModelStep.Redeem(false, 0))) {
                    assertThat(platform.perform(step)).as(step.toString()).isFalse();
                }
            } finally {
                TestPlatform.platform().restart(Parts.REDIS);
                Awaitility.await()
                        .atMost(Duration.ofSeconds(60))
                        .ignoreExceptions()
                        .until(() -> platform.perform(new ModelStep.Start(0)));
                // A scan whose response was a timeout may still be executed, and would replace a later login of this
                // phone.
                platform.perform(new ModelStep.Cancel(0, 0));
            }
        }
    }
}
