/** The QR codes of a challenge, one for each second. */
@NullMarked
package io.doorway.challenge.frame;

import org.jspecify.annotations.NullMarked;
