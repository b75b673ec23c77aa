/**
 * A passkey without a finger: what a phone's authenticator does for a WebAuthn ceremony, written by hand from the specification so
 * that it shares no code with the library that the server verifies it with.
 *
 * <p>{@link io.doorway.testkit.passkey.HeadlessPasskey} is well behaved until a test gives it another {@link
 * io.doorway.testkit.passkey.Manner}.
 */
@NullMarked
package io.doorway.testkit.passkey;

import org.jspecify.annotations.NullMarked;
