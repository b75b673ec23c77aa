/**
 * Calls in which a person manages what is theirs from one of their devices. Neither a QR frame nor a challenge proves such a call to be
 * of now, so a nonce of the server does (as in RFC 9449 section 8).
 */
@NullMarked
package io.doorway.approval.nonce;

import org.jspecify.annotations.NullMarked;
