/**
 * What becomes of challenges and devices, as Kafka tells it, for the features that keep something of it.
 *
 * <p>The instances of this service share the topics in one consumer group. Delivery is at least once, in order per challenge
 * and per device.
 */
@NullMarked
package io.doorway.approval.follow;

import org.jspecify.annotations.NullMarked;
