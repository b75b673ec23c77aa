/**
 * A passkey without hardware: the part of a phone's authenticator in a WebAuthn ceremony. It is implemented from the specification and shares
 * no code with the library with which the server verifies it.
 *
 * <p>{@link io.doorway.clients.passkey.HeadlessPasskey} behaves correctly, unless a test gives it another {@link
 * io.doorway.clients.passkey.AuthenticatorBehaviour}.
 */
@NullMarked
package io.doorway.clients.passkey;

import org.jspecify.annotations.NullMarked;
