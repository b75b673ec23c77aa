/** Failures of Redis, as its clients observe them. */
@NullMarked
package io.doorway.testkit.redis;

import org.jspecify.annotations.NullMarked;
