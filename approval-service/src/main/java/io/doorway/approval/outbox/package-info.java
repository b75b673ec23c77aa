/** The way of events from the transaction that they tell of to Kafka. */
@NullMarked
package io.doorway.approval.outbox;

import org.jspecify.annotations.NullMarked;
