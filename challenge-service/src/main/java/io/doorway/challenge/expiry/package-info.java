/** Expires challenges after their deadline, and publishes events that a crash left in the outbox. */
@NullMarked
package io.doorway.challenge.expiry;

import org.jspecify.annotations.NullMarked;
