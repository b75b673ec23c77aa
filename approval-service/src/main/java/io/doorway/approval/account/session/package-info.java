/**
 * Where a person is logged in by single sign-on, read and ended from a device of the account.
 *
 * <p>The sessions belong to session-service; the list is derived from its events. An ending is put into the revocation list at once, and
 * session-service learns of it by an event.
 */
@NullMarked
package io.doorway.approval.account.session;

import org.jspecify.annotations.NullMarked;
