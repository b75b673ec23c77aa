/**
 * The frame in the QR code: the challenge, the second in which it is shown and a MAC. It proves only that the code was on the screen
 * in that second. A scanned frame is untrusted until {@link io.doorway.protocol.qr.QrFrames#check} has verified its MAC and its age.
 */
@NullMarked
package io.doorway.protocol.qr;

import org.jspecify.annotations.NullMarked;
