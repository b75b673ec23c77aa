/**
 * Background tasks: the relay publishes events that are still in the outbox, because their publisher died or Kafka was unavailable,
 * and the sweeper expires challenges after their deadline. Any number of instances may run both concurrently.
 */
@NullMarked
package io.doorway.store.maintenance;

import org.jspecify.annotations.NullMarked;
