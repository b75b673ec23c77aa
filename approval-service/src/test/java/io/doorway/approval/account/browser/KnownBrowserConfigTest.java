package io.doorway.approval.account.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.approval.account.browser.KnownBrowsers.KnownBrowserConfig;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An event says until when a browser is known, and no time of an event is more than ten years ahead. */
class KnownBrowserConfigTest {

    private final KnownBrowserConfig config = () -> Duration.ofDays(90);

    @Test
    void aBrowserIsKnownForLessThanTenYears() throws Exception {
        assertThat(isAllowed(Duration.ofDays(90))).isTrue();
        assertThat(isAllowed(Duration.ofDays(9 * 365))).isTrue();
        assertThat(isAllowed(Duration.ofDays(3653))).isFalse();
        assertThat(isAllowed(Duration.ZERO)).isFalse();
    }

    private boolean isAllowed(Duration ttl) throws Exception {
        try (ValidatorFactory validators = Validation.buildDefaultValidatorFactory()) {
            return validators
                    .getValidator()
                    .forExecutables()
                    .validateReturnValue(config, KnownBrowserConfig.class.getMethod("ttl"), ttl)
                    .isEmpty();
        }
    }
}
