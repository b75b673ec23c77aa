/** Creates a challenge for a login ticket. */
@NullMarked
package io.doorway.challenge.issue;

import org.jspecify.annotations.NullMarked;
