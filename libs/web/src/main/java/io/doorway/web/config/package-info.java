/**
 * The configuration that all services share, and the clock and the source of randomness that all classes are given.
 *
 * <p>{@link io.doorway.web.config.CommonConfig} has the properties of every service; other {@code *Config} interfaces lie with what they
 * configure. {@link io.doorway.web.config.UnknownPropertyCheck} stops the start for a property that no service has.
 */
@NullMarked
package io.doorway.web.config;

import org.jspecify.annotations.NullMarked;
