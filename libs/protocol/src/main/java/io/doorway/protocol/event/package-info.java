/**
 * What happened, as records: the only messages between the services.
 *
 * <p>Every event has one JSON Schema file of its own name beside this package's resources, with a sentence per field. Never in an
 * event: secrets, cookies, codes, tokens, QR contents, signatures, personal claims. Delivery is at least once and in order per
 * key; a consumer drops what it has seen by {@link io.doorway.protocol.event.Event#uid()}.
 */
@NullMarked
package io.doorway.protocol.event;

import org.jspecify.annotations.NullMarked;
