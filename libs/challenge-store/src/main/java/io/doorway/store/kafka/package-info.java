/** The event log on Kafka: appends events in order for each key and waits for all in-sync replicas. */
@NullMarked
package io.doorway.store.kafka;

import org.jspecify.annotations.NullMarked;
