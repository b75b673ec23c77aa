/** The logins of a phone: scanned, decided, and what became of them. */
@NullMarked
package io.doorway.approval.phone;

import org.jspecify.annotations.NullMarked;
