/**
 * The store on Redis.
 *
 * <p>Every change is one script over keys of one hash slot, so that it is atomic on a single server and on Redis Cluster alike.
 * The scripts are files beside this package's resources; {@code prelude.lua} stands before each of them, and before those that a
 * service keeps in the same buckets through {@link io.doorway.store.redis.RedisScript}.
 */
@NullMarked
package io.doorway.store.redis;

import org.jspecify.annotations.NullMarked;
