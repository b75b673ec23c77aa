/**
 * A phone without a screen: what any phone app does on the wire, for tests, scripts and load.
 *
 * <p>{@link io.doorway.testkit.phone.HeadlessPhone} is the well-behaved phone. Tests that need an ill-behaved one build their
 * messages with {@link io.doorway.testkit.phone.PhoneMessages} and send them with {@link io.doorway.testkit.phone.PhoneLine}.
 */
@NullMarked
package io.doorway.testkit.phone;

import org.jspecify.annotations.NullMarked;
