/**
 * Validation of authorization requests: {@link io.doorway.session.provider.oauth.RequestParameters} are the parameters as received,
 * {@link io.doorway.session.provider.request.AuthorizationChecks} validates them in order, and {@link
 * io.doorway.session.provider.request.AcceptedRequest} is stored for the login.
 *
 * <p>Trust boundary: the parameters are untrusted. An accepted request is trusted by every later step.
 */
@NullMarked
package io.doorway.session.provider.request;

import org.jspecify.annotations.NullMarked;
