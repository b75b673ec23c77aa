/**
 * Logout: of a browser, at the request of a relying party (OpenID Connect RP-Initiated Logout 1.0), and the notices to relying parties that a
 * session has ended (OpenID Connect Back-Channel Logout 1.0).
 *
 * <p>Trust boundary: parameters of a logout come from anybody. A session ends without a question only by an ID token of it; a browser is
 * redirected only to a registered address. The address of a notice is the operator's choice, and no private one in production.
 */
@NullMarked
package io.doorway.session.provider.logout;

import org.jspecify.annotations.NullMarked;
