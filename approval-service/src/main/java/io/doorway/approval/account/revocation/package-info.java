/** Writes the revocation list in Redis again from PostgreSQL, after a crash and after Redis lost data. */
@NullMarked
package io.doorway.approval.account.revocation;

import org.jspecify.annotations.NullMarked;
