/**
 * Creates challenges, draws their QR frames, cancels them and expires them.
 *
 * <p>A request comes from a login page: with a login ticket for a new challenge, with the binding cookie and a key proof for its own
 * challenge. Nothing of it is used before these are verified. A browser that a challenge is not bound to gets the answer for a
 * challenge that does not exist.
 */
@NullMarked
package io.doorway.challenge;

import org.jspecify.annotations.NullMarked;
