package io.doorway.web.refusal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.doorway.web.config.BoundsOfProperties;
import io.doorway.web.refusal.RefusalPublisher.RefusalConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RefusalConfigTest {

    @Test
    void byDefaultSixtyRefusalsOfAnAddressArePublishedInAMinute() {
        assertThat(config(Map.of()).perAddress()).isEqualTo(60);
    }

    @Test
    void aLimitOfZeroIsRefusedWithTheNameOfTheProperty() {
        assertThatThrownBy(() -> config(Map.of("doorway.refusals.per-address", "0")))
                .hasMessageContaining("doorway.refusals.per-address");
    }

    private static RefusalConfig config(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .withMapping(RefusalConfig.class)
                .withDefaultValues(properties)
                .withValidator(new BoundsOfProperties())
                .build()
                .getConfigMapping(RefusalConfig.class);
    }
}
