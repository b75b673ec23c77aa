/**
 * Test resources of Quarkus tests: the shared servers and the operators. {@code @QuarkusTestResource(RedisTestResource.class)} starts
 * Redis if it does not run yet, and configures the application to use it.
 */
@NullMarked
package io.doorway.testkit.quarkus;

import org.jspecify.annotations.NullMarked;
