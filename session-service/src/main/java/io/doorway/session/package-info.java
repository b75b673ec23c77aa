/**
 * The OpenID Provider and the waiting browser.
 *
 * <p>{@code provider} validates an authorization request and shows the login page of {@code login}. The page waits for the states of its
 * challenge and completes the approved login. {@code provider} then supplies the authorization response and exchanges the code for tokens.
 * {@code provider} depends on {@code login}, and not the reverse: {@link io.doorway.session.login.complete.LoginProtocol} is the interface
 * between them.
 *
 * <p>Trust boundaries: {@link io.doorway.session.provider.request.AuthorizationChecks} for authorization requests, {@link
 * io.doorway.session.provider.client.AuthenticateClient} for relying parties, {@code io.doorway.login.browser.AuthenticateBrowser} for
 * browsers, {@link io.doorway.session.provider.code.CodeChecks} for authorization codes.
 */
@NullMarked
package io.doorway.session;

import org.jspecify.annotations.NullMarked;
