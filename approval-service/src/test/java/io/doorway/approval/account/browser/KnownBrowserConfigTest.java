package io.doorway.approval.account.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.doorway.approval.account.browser.KnownBrowsers.KnownBrowserConfig;
import io.doorway.web.config.BoundsOfProperties;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An event says until when a browser is known, and no time of an event is more than ten years ahead. */
class KnownBrowserConfigTest {

    private static final String TTL = "doorway.known-browsers.ttl";

    @ParameterizedTest
    @ValueSource(longs = {90, 9 * 365})
    void aBrowserIsKnownForUpToNineYears(long days) {
        assertThat(ttl(Duration.ofDays(days))).isEqualTo(Duration.ofDays(days));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 3653})
    void anyOtherTimeStopsTheStart(long days) {
        assertThatThrownBy(() -> ttl(Duration.ofDays(days))).hasMessageContaining(TTL);
    }

    private static Duration ttl(Duration configured) {
        return new SmallRyeConfigBuilder()
                .withMapping(KnownBrowserConfig.class)
                .withDefaultValues(Map.of(TTL, configured.toString()))
                .withValidator(new BoundsOfProperties())
                .build()
                .getConfigMapping(KnownBrowserConfig.class)
                .ttl();
    }
}
