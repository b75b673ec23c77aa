/**
 * The identifiers, enums and small values that events, challenges and services share.
 *
 * <p>Nothing here depends on another package of the protocol, except {@code encoding}. Identifiers are records that check their form
 * ({@link io.doorway.protocol.vocabulary.Identifier}); untrusted text becomes an identifier by {@code parse}. Enums have a name in
 * JSON, metrics and the database ({@link io.doorway.protocol.vocabulary.WireName}).
 */
@NullMarked
package io.doorway.protocol.vocabulary;

import org.jspecify.annotations.NullMarked;
