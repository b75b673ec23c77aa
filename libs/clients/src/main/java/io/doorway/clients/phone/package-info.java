/**
 * A phone without a screen: the client side of the phone API, for the command line, tests and the benchmark.
 *
 * <p>{@link io.doorway.clients.phone.HeadlessPhone} follows the protocol. Tests of incorrect messages build them with {@link
 * io.doorway.clients.phone.PhoneMessages} and send them with {@link io.doorway.clients.phone.PhoneApiClient}.
 */
@NullMarked
package io.doorway.clients.phone;

import org.jspecify.annotations.NullMarked;
