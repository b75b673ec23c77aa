/** The event log on Kafka. */
@NullMarked
package io.doorway.store.kafka;

import org.jspecify.annotations.NullMarked;
