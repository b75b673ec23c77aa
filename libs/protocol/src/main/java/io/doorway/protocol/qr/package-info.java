/**
 * What the QR code carries: a pointer to one moment of one challenge, which proves nothing but that it was on the screen just
 * now. The frame crosses the trust boundary by light: everything in it is a stranger's bytes until its MAC has been checked.
 */
@NullMarked
package io.doorway.protocol.qr;

import org.jspecify.annotations.NullMarked;
