/** What nobody finished, and what a crash left in the outbox. */
@NullMarked
package io.doorway.challenge.expiry;

import org.jspecify.annotations.NullMarked;
