/**
 * Events of challenges, devices, browsers and sessions from Kafka, for the features that derive data from them.
 *
 * <p>The instances of this service share the topics in one consumer group. Delivery is at least once, in order per record key. A record
 * is untrusted until {@link io.doorway.protocol.record.EventReader} has accepted it: authentic, complete and within its bounds. Even then
 * an event is a report: what grants trust or ends a login is read again from its source.
 */
@NullMarked
package io.doorway.approval.event;

import org.jspecify.annotations.NullMarked;
