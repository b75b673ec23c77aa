/** Redis as its clients meet it when something is wrong with it. */
@NullMarked
package io.doorway.testkit.redis;

import org.jspecify.annotations.NullMarked;
