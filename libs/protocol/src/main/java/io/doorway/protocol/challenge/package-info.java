/**
 * A challenge and everything that may become of it.
 *
 * <p>{@link io.doorway.protocol.challenge.Challenge} is sealed over seven records, one per state. A transition is a method that
 * exists only on the states that allow it and returns a {@link io.doorway.protocol.challenge.Decision}: the next state and its
 * event. The diagram is {@code challenge.mermaid} beside this file; a test holds it against the code. Who may ask for a
 * transition, and with what proof, is checked by the service that calls it; when it happens is the store's clock, given as an
 * argument.
 */
@NullMarked
package io.doorway.protocol.challenge;

import org.jspecify.annotations.NullMarked;
