/** The QR code, second by second. */
@NullMarked
package io.doorway.challenge.frame;

import org.jspecify.annotations.NullMarked;
