package io.doorway.web.limit;

import io.doorway.web.config.Within;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithKeys;
import io.smallrye.config.WithParentName;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Changes to the table of {@link RateLimit}. All services need the same, because they count together. */
@ConfigMapping(prefix = "doorway.limits")
public interface RateLimitConfig {

    /** Multiplies every rate of the table that is not configured by itself. In production at most 100. */
    @Within(min = "1", max = "10000")
    @WithDefault("1")
    int factor();

    /** The rate of one line of the table, as the number of attempts in a duration, such as {@code 300/PT1M}. */
    @WithParentName
    @WithKeys(Lines.class)
    Map<RateLimit, Optional<String>> rates();

    /** The names of the lines. */
    class Lines implements Supplier<Iterable<String>> {

        @Override
        public Iterable<String> get() {
            return Arrays.stream(RateLimit.values()).map(RateLimit::text).toList();
        }
    }
}
