/** The devices of an account: list, recognise, revoke. */
@NullMarked
package io.doorway.approval.account.device;

import org.jspecify.annotations.NullMarked;
