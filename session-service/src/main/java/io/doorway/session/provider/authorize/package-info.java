/**
 * The authorization endpoint.
 *
 * <p>{@link io.doorway.session.provider.authorize.Authorize} identifies the client, compares the redirect URI, validates and stores the
 * request, and starts the login with a signed login ticket. {@link io.doorway.session.provider.authorize.AuthorizationResponses} builds the
 * response when the login is completed.
 *
 * <p>Trust boundary: every parameter is untrusted. A response is sent by redirect only to a redirect URI that is registered for the client,
 * compared character by character.
 */
@NullMarked
package io.doorway.session.provider.authorize;

import org.jspecify.annotations.NullMarked;
