/** A page gets a challenge for its ticket. */
@NullMarked
package io.doorway.challenge.issue;

import org.jspecify.annotations.NullMarked;
