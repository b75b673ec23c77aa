/** Values that may be used but never printed. */
@NullMarked
package io.doorway.protocol.secret;

import org.jspecify.annotations.NullMarked;
