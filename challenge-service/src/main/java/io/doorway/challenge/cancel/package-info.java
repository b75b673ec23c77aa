/** The page gives up. */
@NullMarked
package io.doorway.challenge.cancel;

import org.jspecify.annotations.NullMarked;
