/**
 * The whole platform on one machine, and the command line that starts it.
 *
 * <p>{@link io.doorway.local.Platform} starts what a production environment would provide (Kafka, Redis, PostgreSQL), then
 * the four services and the demo bank as they are deployed, each a process of its own, configured from outside alone; the
 * {@link io.doorway.local.Gateway} puts them on one origin. Everything listens on the loopback address. The keys are made
 * once per data directory, readable by their owner only, and marked, so that no production service takes them.
 */
@NullMarked
package io.doorway.local;

import org.jspecify.annotations.NullMarked;
