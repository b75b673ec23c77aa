/**
 * The sessions of logins. A session logs the person in at a further relying party without the phone (single sign-on), and its relying parties
 * are informed of its end.
 *
 * <p>Trust boundary: a browser has a session by its cookie together with a proof of the key of its page, never by the cookie alone.
 */
@NullMarked
package io.doorway.session.provider.sso;

import org.jspecify.annotations.NullMarked;
