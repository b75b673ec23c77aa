/**
 * Passkeys (WebAuthn), with which a phone verifies its user.
 *
 * <p>The input is an authenticator's response in a message that the device signed. {@link
 * io.doorway.approval.account.passkey.WebAuthnCeremonies} verifies it with WebAuthn4J: a response that passes was made by a passkey of
 * this device, on a page of the issuer, with the user verified, for exactly this nonce or transcript.
 */
@NullMarked
package io.doorway.approval.account.passkey;

import org.jspecify.annotations.NullMarked;
