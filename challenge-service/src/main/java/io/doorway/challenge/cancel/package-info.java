/** The login page cancels its challenge. */
@NullMarked
package io.doorway.challenge.cancel;

import org.jspecify.annotations.NullMarked;
