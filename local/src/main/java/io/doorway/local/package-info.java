/**
 * The local platform: all of Doorway on one machine, and the commands that use it.
 *
 * <p>{@link io.doorway.local.Platform} starts Kafka, Redis and PostgreSQL, then the four services and the demo bank, each as a process that
 * is configured through its environment only. The {@link io.doorway.local.Gateway} is the public origin and the trust boundary: it replaces
 * forwarding headers and hides internal paths. Every program listens on the loopback address. The keys are created once per data directory,
 * are readable by their owner only, and contain a marker because of which services refuse them in production.
 */
@NullMarked
package io.doorway.local;

import org.jspecify.annotations.NullMarked;
