/**
 * The service of phones: enrolment, scan, approve and reject, a person's own devices, passkeys, browsers and activity, the operator's
 * calls, and the phone web app.
 *
 * <p>The trust boundary is {@code message}: only what a registered key has signed is accepted. Behind it, each use case is one type
 * that decides with the pure state machine and returns a {@link io.doorway.approval.answer.Result}, which {@code answer} maps to HTTP.
 *
 * <p>{@code database}, {@code outbox}, {@code event}, {@code credential}, {@code message} and {@code answer} are the shared base.
 * {@code account} manages what belongs to a person; {@code phone}, which depends on it, handles one login.
 */
@NullMarked
package io.doorway.approval;

import org.jspecify.annotations.NullMarked;
