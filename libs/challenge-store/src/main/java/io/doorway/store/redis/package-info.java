/**
 * The store and the outbox on Redis.
 *
 * <p>Every change is one Lua script over keys of one hash slot, so that it is atomic on a single server and on Redis Cluster. The
 * scripts are files beside this package's resources. {@code prelude.lua} is prepended to each of them, and to the scripts of a service
 * that keeps its own keys in the same buckets ({@link io.doorway.store.redis.RedisScript}). A call that fails or is not answered in time
 * is a failure and never a permission.
 */
@NullMarked
package io.doorway.store.redis;

import org.jspecify.annotations.NullMarked;
