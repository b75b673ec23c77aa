/**
 * The events: the only messages between the services, published on Kafka.
 *
 * <p>Each event type has a JSON Schema of the same name beside this package's resources, which describes every field. An event never
 * contains secrets, cookies, codes, tokens, QR contents, signatures or personal claims. Delivery is at least once, in order for each
 * key; a consumer discards an event whose {@link io.doorway.protocol.event.Event#uid()} it has processed before. A consumer accepts only
 * records that are valid events of this version.
 */
@NullMarked
package io.doorway.protocol.event;

import org.jspecify.annotations.NullMarked;
