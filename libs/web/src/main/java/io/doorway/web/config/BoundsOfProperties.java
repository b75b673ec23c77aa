package io.doorway.web.config;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.ConfigValidationException.Problem;
import io.smallrye.config.ConfigValidator;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;
import io.smallrye.config.WithName;
import io.smallrye.config.common.utils.StringUtil;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;

/**
 * Compares the properties of Doorway's own mappings with their {@link Within} when the configuration is read. A validator of beans would
 * examine the mappings of all extensions too, which took a fifth of a service's start (ADR 0069).
 */
public final class BoundsOfProperties implements ConfigValidator, SmallRyeConfigBuilderCustomizer {

    private static final String OWN = "io.doorway.";

    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        builder.withValidator(this);
    }

    @Override
    public void validateMapping(Class<?> mapping, String prefix, Object values) {
        if (!mapping.getName().startsWith(OWN)) {
            return;
        }
        Problem[] problems = Arrays.stream(mapping.getMethods())
                .filter(property -> property.isAnnotationPresent(Within.class))
                .flatMap(property -> mistake(property, values).stream()
                        .map(mistake -> new Problem(prefix + "." + nameOf(property) + ": " + mistake)))
                .toArray(Problem[]::new);
        if (problems.length > 0) {
            throw new ConfigValidationException(problems);
        }
    }

    private static Optional<String> mistake(Method property, Object values) {
        Within bounds = property.getAnnotation(Within.class);
        return switch (valueOf(property, values)) {
            case Integer number -> mistake(number, bounds, Integer::valueOf);
            case Duration duration -> mistake(duration, bounds, Duration::parse);
            default -> throw new IllegalStateException("neither a number nor a duration: " + property);
        };
    }

    private static <T extends Comparable<T>> Optional<String> mistake(
            T value, Within bounds, Function<String, T> parse) {
        Comparator<T> order = Comparator.naturalOrder();
        boolean within = order.compare(value, parse.apply(bounds.min())) >= 0
                && order.compare(value, parse.apply(bounds.max())) <= 0;
        return within
                ? Optional.empty()
                : Optional.of(value + " is not between " + bounds.min() + " and " + bounds.max());
    }

    private static Object valueOf(Method property, Object values) {
        try {
            property.setAccessible(true);
            return property.invoke(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String nameOf(Method property) {
        WithName name = property.getAnnotation(WithName.class);
        return name == null ? StringUtil.skewer(property.getName()) : name.value();
    }
}
