/** The userinfo endpoint: the claims of an access token, while the token is valid and its account and session are not revoked. */
@NullMarked
package io.doorway.session.provider.userinfo;

import org.jspecify.annotations.NullMarked;
