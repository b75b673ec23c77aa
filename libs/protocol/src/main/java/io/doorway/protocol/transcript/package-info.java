/** The text that the phone shows to the person and that its credential signs. */
@NullMarked
package io.doorway.protocol.transcript;

import org.jspecify.annotations.NullMarked;
