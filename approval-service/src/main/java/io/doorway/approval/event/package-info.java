/**
 * Events of challenges, devices and browsers from Kafka, for the features that derive data from them.
 *
 * <p>The instances of this service share the topics in one consumer group. Delivery is at least once, in order per record key. A record
 * is untrusted until it has been parsed as a valid event; that its sender may publish events is left to Kafka's access control.
 */
@NullMarked
package io.doorway.approval.event;

import org.jspecify.annotations.NullMarked;
