package io.doorway.web.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The bounds of a property, an {@code int} or a {@link java.time.Duration}, in an interface with
 * {@link io.smallrye.config.ConfigMapping}. A service does not start with a value outside of them, and names the property.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Within {

    /** The least value: a number, or a duration in ISO 8601. */
    String min();

    /** The greatest value, likewise. */
    String max();
}
