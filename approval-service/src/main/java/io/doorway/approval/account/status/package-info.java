/** Accounts: their claims, and whether they are active. */
@NullMarked
package io.doorway.approval.account.status;

import org.jspecify.annotations.NullMarked;
