/**
 * Signed messages of phones: from untrusted text to a {@link io.doorway.approval.message.SignedMessage}.
 *
 * <p>This is the trust boundary of the service. {@link io.doorway.approval.message.MessageChecks} has every check in its order. A
 * message that passes was signed for this issuer and this call by an active credential of an active account. {@link
 * io.doorway.approval.message.NonceProtectedCalls} adds a nonce of the server to calls that no challenge makes fresh.
 */
@NullMarked
package io.doorway.approval.message;

import org.jspecify.annotations.NullMarked;
