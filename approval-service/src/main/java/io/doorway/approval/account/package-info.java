/** Accounts: who may log in, and what may be told about them. */
@NullMarked
package io.doorway.approval.account;

import org.jspecify.annotations.NullMarked;
