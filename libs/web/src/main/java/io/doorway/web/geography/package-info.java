/**
 * The location and the network of an IP address, from the operator's databases in the MaxMind DB format.
 *
 * <p>The databases are not exact. What they contain is shown to a person and compared for risk signals; it decides nothing alone.
 */
@NullMarked
package io.doorway.web.geography;

import org.jspecify.annotations.NullMarked;
