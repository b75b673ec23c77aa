/** Pipelined connections to Redis: one server, a master with Sentinel, or a cluster. */
@NullMarked
package io.doorway.store.redis.connection;

import org.jspecify.annotations.NullMarked;
