/**
 * Passkeys: how a phone makes sure that it is its person who approves.
 *
 * <p>What comes in is an authenticator's answer, inside a message that the device signed. {@link
 * io.doorway.approval.passkey.Ceremonies} has WebAuthn4J check it against the specification; whatever passes was made by this
 * device's passkey, on our own page, with the person verified, for exactly this nonce or transcript.
 */
@NullMarked
package io.doorway.approval.passkey;

import org.jspecify.annotations.NullMarked;
