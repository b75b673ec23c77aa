/** The claims behind an access token, for as long as the token and its account are good. */
@NullMarked
package io.doorway.session.userinfo;

import org.jspecify.annotations.NullMarked;
