/**
 * The browsers that an account has used: remembered after a login with a typed code, asked for at the scan, listed and forgotten
 * by the person.
 *
 * <p>A browser is known by a key that it cannot export. Nothing that a page says of itself makes it known.
 */
@NullMarked
package io.doorway.approval.browser;

import org.jspecify.annotations.NullMarked;
