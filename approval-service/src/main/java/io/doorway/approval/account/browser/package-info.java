/**
 * The known browsers of an account: remembered after a login with a typed code, looked up at the scan, listed and forgotten by the
 * person.
 *
 * <p>A browser is identified by a key that it cannot export. No other property that a page reports makes it known.
 */
@NullMarked
package io.doorway.approval.account.browser;

import org.jspecify.annotations.NullMarked;
