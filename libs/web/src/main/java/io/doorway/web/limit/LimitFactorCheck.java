package io.doorway.web.limit;

import io.doorway.web.safety.SafetyCheck;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Refuses in production a factor with which no limit limits anything. */
@Singleton
class LimitFactorCheck implements SafetyCheck {

    private static final int MAX = 100;

    private final RateLimitConfig config;

    LimitFactorCheck(RateLimitConfig config) {
        this.config = config;
    }

    @Override
    public Optional<String> violation() {
        return config.factor() <= MAX
                ? Optional.empty()
                : Optional.of("doorway.limits.factor: %d (expected: at most %d; set single rates instead)"
                        .formatted(config.factor(), MAX));
    }
}
