/**
 * The token endpoint: an authenticated client exchanges a grant for tokens.
 *
 * <p>{@link io.doorway.session.provider.token.TokenResource} parses the request and authenticates the client. The {@link
 * io.doorway.session.provider.token.GrantHandler} of the grant type does the exchange. ID tokens are signed here. Access tokens are opaque
 * and stored in Redis under their hash, in the bucket of their challenge.
 *
 * <p>Trust boundary: the request is untrusted until the client is authenticated, and the grant until its handler has checked it.
 */
@NullMarked
package io.doorway.session.provider.token;

import org.jspecify.annotations.NullMarked;
