/**
 * Authenticates the browser that a challenge is bound to, by a cookie that scripts cannot read and by a proof of a key that the page
 * cannot export.
 *
 * <p>Cookie and proof are untrusted. {@link io.doorway.login.browser.AuthenticateBrowser} decides; no other class compares a cookie or a
 * key of a browser.
 */
@NullMarked
package io.doorway.login.browser;

import org.jspecify.annotations.NullMarked;
