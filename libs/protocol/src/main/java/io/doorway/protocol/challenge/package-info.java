/**
 * The state machine of a login.
 *
 * <p>{@link io.doorway.protocol.challenge.Challenge} is sealed over seven records, one for each state. A transition is a method
 * that exists only on the states that allow it. It returns a {@link io.doorway.protocol.challenge.Transition}: the next state and
 * its event. The diagram is {@code challenge.mermaid} beside this file; a test compares it with the code.
 *
 * <p>A transition does not check who requests it. The service that calls it has authenticated the browser or verified the signature,
 * and passes the store's time as an argument.
 */
@NullMarked
package io.doorway.protocol.challenge;

import org.jspecify.annotations.NullMarked;
