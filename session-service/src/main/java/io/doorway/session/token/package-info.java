/**
 * The token endpoint: a client authenticates and trades a grant for tokens.
 *
 * <p>{@link io.doorway.session.token.TokenResource} parses and authenticates, then asks the {@link
 * io.doorway.session.token.Grant} that knows the grant's type. ID tokens are signed here; access tokens are opaque, kept in Redis
 * under their hash, in the bucket of the challenge that they come from.
 */
@NullMarked
package io.doorway.session.token;

import org.jspecify.annotations.NullMarked;
