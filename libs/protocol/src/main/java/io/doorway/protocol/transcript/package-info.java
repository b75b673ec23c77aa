/** The text that the phone shows and its credential signs: what you see is what you sign. */
@NullMarked
package io.doorway.protocol.transcript;

import org.jspecify.annotations.NullMarked;
