/**
 * Refresh tokens (RFC 6749 section 6) in PostgreSQL, and the revocation of tokens (RFC 7009).
 *
 * <p>A login that released {@code offline_access} has a grant, and the grant has one valid token at a time. {@link
 * io.doorway.session.provider.refresh.RefreshGrantHandler} exchanges it. The token of a public client without a key is replaced at each
 * use; a replaced token that comes again ends the grant, because one of the two that have it is not the client.
 *
 * <p>Trust boundary: the client is authenticated, and the token that it sends is untrusted until {@link
 * io.doorway.session.provider.refresh.RefreshChecks} has compared it with the grant.
 */
@NullMarked
package io.doorway.session.provider.refresh;

import org.jspecify.annotations.NullMarked;
