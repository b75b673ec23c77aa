/**
 * The shared servers as resources of a Quarkus test: {@code @QuarkusTestResource(WithRedis.class)} starts what is not
 * running yet and configures the application to use it.
 */
@NullMarked
package io.doorway.testkit.quarkus;

import org.jspecify.annotations.NullMarked;
