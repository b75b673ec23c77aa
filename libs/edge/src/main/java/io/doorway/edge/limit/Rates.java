package io.doorway.edge.limit;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;

/**
 * The table as the operator wants it: {@code doorway.limits.<line>=60/PT1M} replaces a line, {@code doorway.limits.factor=5}
 * multiplies every other. A line that does not exist or cannot be read stops the start. All services are told the same.
 */
@Startup
@ApplicationScoped
class Rates {

    static final String PREFIX = "doorway.limits.";
    static final String FACTOR = PREFIX + "factor";

    private static final Set<String> PROPERTIES =
            Arrays.stream(Limit.values()).map(limit -> PREFIX + limit.text()).collect(Collectors.toSet());

    private final Map<Limit, Rate> rates = new EnumMap<>(Limit.class);

    Rates(Config config) {
        refuseUnknown(config);
        int factor = factor(config);
        for (Limit limit : Limit.values()) {
            String property = PREFIX + limit.text();
            Optional<String> configured = config.getOptionalValue(property, String.class);
            rates.put(
                    limit,
                    configured
                            .map(text -> parse(property, text))
                            .orElseGet(() -> limit.usual().multipliedBy(factor)));
        }
    }

    Rate of(Limit limit) {
        return rates.getOrDefault(limit, limit.usual());
    }

    private static void refuseUnknown(Config config) {
        for (String name : config.getPropertyNames()) {
            if (name.startsWith(PREFIX) && !name.equals(FACTOR) && !PROPERTIES.contains(name)) {
                throw new IllegalArgumentException(name + ": there is no such limit (expected: one of "
                        + PROPERTIES.stream().sorted().collect(Collectors.joining(", ")) + ")");
            }
        }
    }

    private static int factor(Config config) {
        String text = config.getOptionalValue(FACTOR, String.class).orElse("1");
        try {
            int factor = Integer.parseInt(text);
            if (factor >= 1 && factor <= 10_000) {
                return factor;
            }
        } catch (NumberFormatException notANumber) {
            // Refused below, as a number that is too small or too large is.
        }
        throw new IllegalArgumentException(FACTOR + ": " + text + " (expected: 1 to 10000)");
    }

    private static Rate parse(String property, String text) {
        try {
            return Rate.parse(text);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException(
                    property + ": " + text + " (expected: how many in how long, such as 60/PT1M)", malformed);
        }
    }
}
