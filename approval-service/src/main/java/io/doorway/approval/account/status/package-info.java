/** Accounts: their claims, whether they are active, and the end of their sessions. */
@NullMarked
package io.doorway.approval.account.status;

import org.jspecify.annotations.NullMarked;
