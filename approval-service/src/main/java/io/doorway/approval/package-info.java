/**
 * The phone side of a login: accounts and their devices, scan, approve, reject, and the phone web app.
 *
 * <p>The trust boundary is {@code message}: a phone is believed what its registered key has signed, and nothing else. Behind it
 * each use case is one type with a verb for a name, which decides with the pure state machine and answers with a
 * {@link io.doorway.approval.answer.Result}; {@code answer} maps that to HTTP, in one place. {@code admin} is the operator's side.
 */
@NullMarked
package io.doorway.approval;

import org.jspecify.annotations.NullMarked;
