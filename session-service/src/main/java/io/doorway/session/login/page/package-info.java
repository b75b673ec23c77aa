/**
 * The pages: login page, return page, error page, and the page at the address of the issuer.
 *
 * <p>Trust boundary: names, messages and addresses that a relying party can choose are validated before they get here and are escaped
 * here. The content security policy allows no scripts except our static modules. Every call of the login page is authenticated by its
 * cookie and its key.
 */
@NullMarked
package io.doorway.session.login.page;

import org.jspecify.annotations.NullMarked;
