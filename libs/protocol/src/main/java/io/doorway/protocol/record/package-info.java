/**
 * Events as records of the event topics: the MAC of the service that wrote them, the keys, and the one reader of all consumers.
 *
 * <p>This is a trust boundary. A record of Kafka is untrusted until {@link io.doorway.protocol.record.EventReader} has verified its
 * MAC, parsed it and checked every member. The MAC is symmetric: a service that can verify the records of another can also forge them.
 */
@NullMarked
package io.doorway.protocol.record;

import org.jspecify.annotations.NullMarked;
