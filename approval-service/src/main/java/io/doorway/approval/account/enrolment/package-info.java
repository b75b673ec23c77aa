/**
 * Invitations with one-time enrolment codes, and the enrolment of a new device with one.
 *
 * <p>The code and the new key come from an unauthenticated request: {@link io.doorway.approval.account.enrolment.Invitations} checks
 * the code and counts wrong guesses.
 */
@NullMarked
package io.doorway.approval.account.enrolment;

import org.jspecify.annotations.NullMarked;
