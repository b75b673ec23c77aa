/**
 * Completes a login: the waiting browser consumes the approval and gets the redirect address with the authorization code.
 *
 * <p>{@link io.doorway.session.login.complete.CompleteLogin} authenticates the browser, checks the revocation list and commits the decision
 * of {@link io.doorway.session.login.complete.ConsumeApproval}. {@link io.doorway.session.login.complete.LoginProtocol} supplies the
 * response of the provider.
 *
 * <p>Trust boundary: cookie and key proof must both be those of the browser that requested the login. Every other browser gets the answer
 * for a challenge that does not exist.
 */
@NullMarked
package io.doorway.session.login.complete;

import org.jspecify.annotations.NullMarked;
