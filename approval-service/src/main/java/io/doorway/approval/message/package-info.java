/**
 * The phone's signed messages, from a stranger's bytes to a {@link io.doorway.approval.message.SignedMessage}.
 *
 * <p>This is the trust boundary. {@link io.doorway.approval.message.MessageChecks} has every check in its order; whatever passes
 * was signed, for this Doorway and this call, by an active credential of an active account.
 */
@NullMarked
package io.doorway.approval.message;

import org.jspecify.annotations.NullMarked;
