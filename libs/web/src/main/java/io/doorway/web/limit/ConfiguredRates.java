package io.doorway.web.limit;

import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The rate of every line of the table, with the operator's changes. A rate that cannot be parsed stops the start. */
@Startup
@Singleton
class ConfiguredRates {

    private final Map<RateLimit, Rate> rates = new EnumMap<>(RateLimit.class);

    ConfiguredRates(RateLimitConfig config) {
        for (RateLimit limit : RateLimit.values()) {
            Optional<String> configured = config.rates().getOrDefault(limit, Optional.empty());
            rates.put(
                    limit,
                    configured
                            .map(text -> parse(limit, text))
                            .orElseGet(() -> limit.defaultRate().multipliedBy(config.factor())));
        }
    }

    Rate of(RateLimit limit) {
        return rates.getOrDefault(limit, limit.defaultRate());
    }

    private static Rate parse(RateLimit limit, String text) {
        try {
            return Rate.parse(text);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException(
                    "doorway.limits." + limit.text() + ": " + text
                            + " (expected: how many in how long, such as 60/PT1M)",
                    malformed);
        }
    }
}
