/** Events of database transactions, published to Kafka at least once and in order per key. */
@NullMarked
package io.doorway.approval.outbox;

import org.jspecify.annotations.NullMarked;
